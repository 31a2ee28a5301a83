import Engine from "publicodes";
import { parse } from "yaml";
import type { Answers, Cases } from "./cases.ts";

/** The five rules in the language of publicodes. */
const rules = `
public: non
choisi: non
specialite:
  applicable si:
    toutes ces conditions:
      - public
      - choisi
  valeur: 200

atteints: 0
verse: 0
cumul:
  variations:
    - si: atteints >= 3
      alors: 1800
    - si: atteints = 2
      alors: 1500
    - si: atteints = 1
      alors: 1000
    - sinon: 0
echelle:
  valeur: cumul - verse
  plancher: 0

rang provincial: 0
rang municipal: 0
tertiaire: non
general: non
tcm:
  variations:
    - si: general
      alors: 30
    - si:
        toutes ces conditions:
          - tertiaire
          - rang provincial = 1
      alors: 100
    - si:
        toutes ces conditions:
          - tertiaire
          - rang municipal = 1
      alors: 50
    - si: tertiaire
      alors: 0
    - si: rang provincial = 1
      alors: 0
    - sinon: 30

mois: 0
mois communs: 0
medecin:
  valeur: (mois - mois communs) * 2000

place: 999
etape: 1
classement:
  variations:
    - si: place > 100
      alors: 0
    - si: etape = 3
      alors: 4000
    - sinon: 3000
`;

const yes = (condition: boolean): string => (condition ? "oui" : "non");

/** The rules are parsed once; each case is a new situation. */
export const makePublicodes = (): ((cases: Cases) => Answers) => {
  const engine = new Engine(parse(rules));
  const decide = (rule: string, situation: Record<string, string | number>): number => {
    engine.setSituation(situation);
    return Number(engine.evaluate(rule).nodeValue ?? 0);
  };
  return (cases) => ({
    specialties: cases.specialties.map(({ isPublic, isSelected }) =>
      decide("specialite", { public: yes(isPublic), choisi: yes(isSelected) }),
    ),
    ladders: cases.ladders.map(({ qualified, allocated }) => decide("echelle", { atteints: qualified, verse: allocated })),
    tcm: cases.tcm.map(({ affiliation, tier, class: kind }) =>
      decide("tcm", {
        "rang provincial": affiliation === "province" ? 1 : 0,
        "rang municipal": affiliation === "city" ? 1 : 0,
        tertiaire: yes(tier === "tertiary"),
        general: yes(kind === "general"),
      }),
    ),
    doctors: cases.doctors.map(({ months, overlapping }) => decide("medecin", { mois: months, "mois communs": overlapping })),
    rankings: cases.rankings.map(({ rank, step }) => decide("classement", { place: rank, etape: step })),
  });
};
