"""Whole reports rather than sentences: who acts when nobody is named again, and what is no longer the speaker's."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from foedera.reader import read
from foedera.reader.evaluate import matches
from foedera.register import Register


@lru_cache(maxsize=1)
def _register() -> Register:
    return Register()


DEFENCE = """ASTANA, March 14 (Steppe News) - Kazakhstan's lower house of parliament on Thursday approved a mutual defence treaty with Kyrgyzstan, clearing the way for the president to sign it into law, its press service said.

The agreement, which was signed by the two presidents in Bishkek last October, obliges each country to come to the other's aid should either come under armed attack.

Kyrgyzstan's parliament ratified the pact in January and President Sadyr Japarov signed the corresponding law on February 3. It will enter into force once the sides have exchanged instruments of ratification.

Moscow has not confirmed the deployment of troops along the border."""

COURT = """YEREVAN - Armenia on Thursday formally became a member of the International Criminal Court, a move that Russia had warned against.

The Rome Statute entered into force for Armenia on Feb. 1, officials said. Yerevan deposited its instrument of ratification on Nov. 14, 2023, after parliament voted in October to ratify the treaty. The president signed the ratification law on Oct. 13."""

BLOC = """Chad, Mali and Niger quit ECOWAS
The military regimes in Chad, Mali and Niger announced on Sunday their immediate withdrawal from ECOWAS, accusing it of becoming a threat to its members.
The leaders of the three nations issued a statement saying it was a "sovereign decision" to leave the Economic Community of West African States.
In September the trio signed a mutual defence pact."""

NOTES = """Chile and Peru signed a treaty on road transport on Monday. It will enter into force on 1 March 2025, after the two countries exchanged instruments of ratification in Lima last week."""

FRENCH = """La France et la Croatie ratifient leur traité de coopération militaire

PARIS, 12 juin - Le président de la République a promulgué mercredi la loi autorisant la ratification du traité de coopération militaire signé à Zagreb le 25 novembre 2021 avec la Croatie, selon le Journal officiel. Le Sénat l'avait adopté le 29 mai.

Le texte entrera en vigueur le premier jour du deuxième mois suivant l'échange des instruments de ratification. Il est conclu pour dix ans."""

RUSSIAN = """Госдума денонсировала соглашение с Норвегией

Госдума во вторник приняла закон о денонсации соглашения между правительством СССР и правительством Норвегии о рыболовстве, заключенного в Москве 11 апреля 1975 года."""

CHINESE = """白俄罗斯总统卢卡申科13日签署法令，批准白俄罗斯与俄罗斯关于在联盟国家框架内安全保障的条约。

该条约由两国元首于2024年12月6日在明斯克签署。条约自互换批准书之日起生效，有效期十年。

另据报道，立陶宛于3月6日正式退出《集束弹药公约》。"""

URDU = """پاکستان اور آذربائیجان کے درمیان دفاعی تعاون کا معاہدہ جمعہ کو نافذ ہو گیا۔

آرمینیا نے الزام عائد کیا ہے کہ پاکستان نے آذربائیجان کو پچاس سے زائد ڈرون فراہم کیے۔ پاکستان نے اس الزام کو مسترد کر دیا۔"""


RIVER = """Zambia suspends Kariba Waters Treaty with Zimbabwe

LUSAKA, April 23 - Zambia said on Wednesday it would suspend the 1960 Kariba Waters Treaty with Zimbabwe after gunmen killed 26 people.

The pact has survived three droughts since it was signed in Harare on September 19, 1960. Lusaka said it would respond if Zimbabwe deployed troops at the dam."""

UNION = """The Belarusian-Russian treaty on security guarantees within the Union State came into effect on 13 March following the exchange of instruments of ratification, which took place in Moscow."""


DEPOSITARY = """The Government of Lithuania notified the Secretary-General on 6 September 2024 of its decision to withdraw from the Convention on Cluster Munitions. The action shall take effect for Lithuania on 6 March 2025 in accordance with article 20 (3) of the Convention.

On 14 February 2025 the instrument of accession of Vanuatu was deposited. The Convention will enter into force for Vanuatu on 1 August 2025."""


CASES: list[tuple[str, str, str, list[dict[str, Any]], list[dict[str, Any]]]] = [
    (
        "the treaty named first is what 'the agreement' and 'it' go on about",
        DEFENCE,
        "2024-03-14",
        [
            {"act": "parliamentary_approval", "parties": ["KAZ"], "date": "2024-03-14", "said_by": ["KAZ"]},
            {
                "act": "signature",
                "parties": ["KAZ", "KGZ"],
                "date": "2023-10",
                "treaty": "x-kaz-kgz-defense",
            },
            {"act": "parliamentary_approval", "parties": ["KGZ"], "treaty": "x-kaz-kgz-defense"},
            # The law that parliament passed, signed by the head of state: no signature of the treaty.
            {
                "act": "ratification",
                "parties": ["KGZ"],
                "step": "domestic",
                "organ": "head_of_state",
                "date": "2024-02-03",
            },
            {"clause": "defense", "treaty": "x-kaz-kgz-defense"},
            {"clause": "entry_into_force", "rule": {"when": "exchange"}, "treaty": "x-kaz-kgz-defense"},
        ],
        [
            {"act": "exchange"},
            {"act": "signature", "parties": ["KGZ"]},
            {"kind": "response", "response": "confirmed"},  # "has not confirmed"
        ],
    ),
    (
        "offices without a state belong to the one that acts, not to the one last mentioned",
        COURT,
        "2024-02-01",
        [
            {"act": "accession", "parties": ["ARM"], "date": "2024-02-01", "said_by": []},
            {"act": "entry_into_force", "parties": ["ARM"], "date": "2024-02-01"},
            {"act": "deposit", "parties": ["ARM"], "date": "2023-11-14", "treaty": "rome-1998"},
            {"act": "parliamentary_approval", "parties": ["ARM"], "date": "2023-10"},
            {"act": "ratification", "parties": ["ARM"], "organ": "head_of_state", "date": "2023-10-13"},
        ],
        [{"parties": ["RUS"]}, {"said_by": ["RUS"]}],
    ),
    (
        "several states named once: 'the three nations', 'the trio'; the day of an announcement is not the day of the act",
        BLOC,
        "2024-01-30",
        [
            {"act": "denunciation", "status": "planned", "parties": ["TCD", "MLI", "NER"], "date": None,
             "said_by": ["TCD", "MLI", "NER"]},
            {"act": "denunciation", "step": "domestic", "parties": ["TCD", "MLI", "NER"]},
            {"act": "signature", "parties": ["TCD", "MLI", "NER"], "date": "2023-09"},
        ],
        [{"act": "denunciation", "parties": ["ECOWAS"]}, {"act": "denunciation", "date": "2024-02-04"}],
    ),
    (
        "a day after 'will enter into force' is an act planned, and what made it possible has been done",
        NOTES,
        "2024-12-11",
        [
            {"act": "entry_into_force", "status": "planned", "date": "2025-03-01", "parties": ["CHL", "PER"]},
            {"act": "exchange", "status": "done", "parties": ["CHL", "PER"]},
        ],
        [{"kind": "clause"}],
    ),
    (
        "of two states in the headline, the president is that of the one with whom the treaty is not",
        FRENCH,
        "2024-06-13",
        [
            {"act": "ratification", "parties": ["FRA"], "organ": "head_of_state", "date": "2024-06-12",
             "said_by": [], "treaty": "x-fra-hrv-defense"},
            {"act": "signature", "parties": ["FRA", "HRV"], "date": "2021-11-25"},
            {"act": "parliamentary_approval", "parties": ["FRA"], "organ": "upper_house", "date": "2024-05-29"},
            {"clause": "entry_into_force", "rule": {"when": "exchange", "after": {"first_of_month": 2}}},
        ],
        [{"act": "ratification", "parties": ["HRV"]}, {"said_by": ["HRV"]}],
    ),
    (
        "what was concluded in 1975 is the agreement, not the law; a treaty of the USSR is found again as one of Russia",
        RUSSIAN,
        "2024-03-19",
        [
            {"act": "denunciation", "parties": ["RUS"], "step": "domestic", "treaty": "x-nor-rus-treaty"},
            {"act": "parliamentary_approval", "parties": ["RUS"], "date": "2024-03-19", "treaty": "x-nor-rus-treaty"},
            {"act": "signature", "parties": ["SUHH", "NOR"], "date": "1975-04-11"},
        ],
        [{"act": "denunciation", "date": "1975-04-11"}, {"act": "denunciation", "parties": ["SUHH", "NOR"]}],
    ),
    (
        "the ten years are those of the term, not of the entry into force; 'it is reported' names nobody",
        CHINESE,
        "2025-03-14",
        [
            {"act": "ratification", "parties": ["BLR"], "date": "2025-03-13", "treaty": "rus-blr-2024"},
            {"act": "signature", "parties": ["BLR", "RUS"], "date": "2024-12-06", "treaty": "rus-blr-2024"},
            {"clause": "entry_into_force", "rule": {"when": "exchange"}},
            {"clause": "duration", "rule": {"years": 10}},
            {"act": "termination", "parties": ["LTU"], "date": "2025-03-06", "said_by": []},
        ],
        [],
    ),
    (
        "the clause of the accusation has its own subject: who is accused, and to whom it gave",
        URDU,
        "2025-10-03",
        [
            {"act": "entry_into_force", "parties": ["PAK", "AZE"], "date": "2025-10-03"},
            {"topic": "arms_transfer", "actors": ["PAK"], "targets": ["AZE"], "said_by": ["ARM"], "quantity": {"min": 50, "max": None}},
            {"response": "denied", "parties": ["PAK"]},
        ],
        [{"topic": "arms_transfer", "actors": ["AZE"]}],
    ),
    (
        "one treaty, named with its year and without; gunmen are not the state that speaks; 'if' tells of no conduct",
        RIVER,
        "2025-04-24",
        [
            {"act": "suspension", "status": "done", "parties": ["ZMB"], "treaty": "x-zmb-zwe-treaty"},
            {"act": "suspension", "status": "planned", "parties": ["ZMB"], "treaty": "x-zmb-zwe-treaty"},
            {"act": "signature", "parties": ["ZMB", "ZWE"], "date": "1960-09-19", "treaty": "x-zmb-zwe-treaty"},
        ],
        [{"topic": "troop_deployment"}, {"topic": "casualties", "actors": ["ZMB"]}],
    ),
    (
        "the Union State is neither a union of workers nor the treaty spoken of",
        UNION,
        "2025-03-14",
        [
            {"act": "entry_into_force", "parties": ["BLR", "RUS"], "date": "2025-03-13", "treaty": "rus-blr-2024"},
            {"act": "exchange", "status": "done", "parties": ["BLR", "RUS"], "treaty": "rus-blr-2024"},
        ],
        [{"treaty": "rus-blr-1999"}],
    ),
    (
        "a depositary's notification: the notice, the day of its effect, and no entry into force for the one who leaves",
        DEPOSITARY,
        "2025-03-03",
        [
            {"act": "denunciation", "step": "international", "parties": ["LTU"], "date": "2024-09-06",
             "treaty": "cluster-munitions-2008"},
            {"act": "termination", "status": "planned", "parties": ["LTU"], "date": "2025-03-06"},
            {"act": "accession", "parties": ["VUT"], "date": "2025-02-14"},
            {"act": "entry_into_force", "status": "planned", "parties": ["VUT"], "date": "2025-08-01"},
        ],
        [{"act": "entry_into_force", "parties": ["LTU"]}, {"act": "denunciation", "step": "domestic"}],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "published", "expected", "never"), CASES, ids=[c[0] for c in CASES])
def test_long_report(
    why: str, text: str, published: str, expected: list[dict[str, Any]], never: list[dict[str, Any]]
) -> None:
    found = [s.to_dict() for s in read(text, published=published, register=_register()).statements]
    told = "\n".join(str({k: v for k, v in s.items() if v and k not in ("id", "source")}) for s in found)
    for wanted in expected:
        assert any(matches(s, wanted) for s in found), f"{why}: {wanted} is not among\n{told}"
    for forbidden in never:
        assert not any(matches(s, forbidden) for s in found), f"{why}: {forbidden} was read\n{told}"


@pytest.mark.parametrize(
    ("why", "text", "wanted", "never"),
    [
        (
            "a report about two states: both sign what 'this document' is",
            "Qatar and Croatia held a fourth round of talks on an air services agreement. "
            "This document will be signed next month.",
            {"act": "signature", "status": "planned", "parties": ["QAT", "HRV"]},
            None,
        ),
        (
            "a report about one state: it deposited",
            "Malaysia's foreign ministry said the instrument of ratification of the Minamata Convention had been "
            "handed over to the UN Secretary-General in New York.",
            {"act": "deposit", "parties": ["MYS"], "treaty": "minamata-2013"},
            None,
        ),
        (
            "of two states the one that is not only the other side of the treaty",
            "The convention with Senegal was ratified on Monday, the Moroccan gazette wrote.",
            {"act": "ratification", "parties": ["MAR"]},
            {"parties": ["SEN"]},
        ),
        (
            "a report about one state that joined: the day is that of its entry into force",
            "Fiji deposited its instrument of accession to the Convention against Torture on 19 September. "
            "The convention will enter into force on 19 October.",
            {"act": "entry_into_force", "parties": ["FJI"]},
            None,
        ),
        (
            "the sixtieth instrument brings the treaty itself into force",
            "Malta deposited the sixtieth instrument of ratification of the convention on 19 September. "
            "The convention will enter into force on 19 October.",
            {"act": "entry_into_force"},
            {"act": "entry_into_force", "parties": ["MLT"]},
        ),
        (
            "a report about three states: nobody is guessed",
            "Chile, Peru and Bolivia have long argued. The border treaty was ratified by decree on Monday.",
            None,
            {"act": "ratification", "parties": ["CHL"]},
        ),
    ],
    ids=lambda v: v if isinstance(v, str) and len(v) < 80 else "",
)
def test_who_acts_where_the_sentence_does_not_tell(
    why: str, text: str, wanted: dict[str, Any] | None, never: dict[str, Any] | None
) -> None:
    found = [s.to_dict() for s in read(text, published="2025-07-10", register=_register()).statements]
    acts = [(s.get("act"), s["status"], s.get("parties")) for s in found]
    assert wanted is None or any(matches(s, wanted) for s in found), f"{why}: {acts}"
    assert never is None or not any(matches(s, never) for s in found), f"{why}: {acts}"
