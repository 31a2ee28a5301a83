import Engine from "publicodes";
import { parse } from "yaml";

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

export const makePublicodes = (): ((rule: string, situation: Record<string, string | number>) => number) => {
  const engine = new Engine(parse(rules));
  return (rule, situation) => {
    engine.setSituation(situation);
    return Number(engine.evaluate(rule).nodeValue ?? 0);
  };
};
