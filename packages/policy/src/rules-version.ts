/**
 * Numbers the rules, so that a frozen plan can tell by which of them it was computed: computed again by the same number it gives
 * the same bytes, by another it may not. It grows with every change of an amount, a code, a clause or a sentence; the test beside
 * it fails until it does.
 */
export const rulesVersion = 1;
