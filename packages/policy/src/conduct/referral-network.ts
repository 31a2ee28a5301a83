export interface ReferralCentre {
  readonly id: string;
  readonly county: string;
  readonly upperReferralHospital: string | null;
  readonly referringInstitutions: readonly string[];
}

export interface ReferralNetwork {
  readonly links: readonly { readonly from: string; readonly to: string }[];
  readonly centresWithoutUpperHospital: readonly string[];
  readonly countiesWithoutCentre: readonly string[];
}

/** 第七条（三）3 上下联动: who refers to whom, and where the net has holes. */
export const referralNetwork = (counties: readonly string[], centres: readonly ReferralCentre[]): ReferralNetwork => ({
  links: centres.flatMap(({ id, upperReferralHospital, referringInstitutions }) => [
    ...referringInstitutions.map((from) => ({ from, to: id })),
    ...(upperReferralHospital === null ? [] : [{ from: id, to: upperReferralHospital }]),
  ]),
  centresWithoutUpperHospital: centres.filter(({ upperReferralHospital }) => upperReferralHospital === null).map(({ id }) => id),
  countiesWithoutCentre: counties.filter((county) => centres.every((each) => each.county !== county)),
});
