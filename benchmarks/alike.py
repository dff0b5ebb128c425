"""Does the meaning of quotes tell the same statement across languages? python benchmarks/alike.py

Six statements in six languages, written for this measure: pairs of translations against pairs of different
statements about the same sort of thing, under the threshold that grouping uses. Needs ``foedera[embed]``.
"""

from __future__ import annotations

import itertools

from foedera.book.alike import alike

LANGUAGES = ("en", "ru", "fr", "de", "zh", "ko")
SAYINGS = {
    "troops": (
        "Seoul says ten thousand soldiers were sent to the front.",
        "По данным Сеула, на фронт отправлены десять тысяч солдат.",
        "Selon Séoul, dix mille soldats ont été envoyés au front.",
        "Nach Angaben Seouls wurden zehntausend Soldaten an die Front geschickt.",
        "首尔称有一万名士兵被派往前线。",
        "서울은 병사 1만 명이 전선에 파견됐다고 밝혔다.",
    ),
    "shells": (
        "Seoul says a million shells were delivered by train.",
        "По данным Сеула, миллион снарядов доставлен поездами.",
        "Selon Séoul, un million d'obus ont été livrés par train.",
        "Nach Angaben Seouls wurden eine Million Granaten per Zug geliefert.",
        "首尔称一百万枚炮弹通过火车运抵。",
        "서울은 포탄 100만 발이 열차로 인도됐다고 밝혔다.",
    ),
    "denied": (
        "The ministry rejected the accusations as invented.",
        "Министерство отвергло обвинения как выдуманные.",
        "Le ministère a rejeté les accusations, les disant inventées.",
        "Das Ministerium wies die Vorwürfe als erfunden zurück.",
        "该部驳斥有关指控纯属捏造。",
        "외무성은 이 비난을 날조라며 일축했다.",
    ),
    "silent": (
        "The embassy did not answer questions about the report.",
        "Посольство не ответило на вопросы об этом сообщении.",
        "L'ambassade n'a pas répondu aux questions sur cette information.",
        "Die Botschaft beantwortete Fragen zu dem Bericht nicht.",
        "大使馆没有回答有关该报道的问题。",
        "대사관은 보도에 관한 질문에 답하지 않았다.",
    ),
    "fish": (
        "The two islands signed a fisheries accord.",
        "Два острова подписали соглашение о рыболовстве.",
        "Les deux îles ont signé un accord de pêche.",
        "Die beiden Inseln unterzeichneten ein Fischereiabkommen.",
        "两个岛国签署了渔业协定。",
        "두 섬나라가 어업 협정에 서명했다.",
    ),
    "tax": (
        "Parliament approved the double taxation convention.",
        "Парламент одобрил конвенцию об избежании двойного налогообложения.",
        "Le Parlement a approuvé la convention de double imposition.",
        "Das Parlament billigte das Doppelbesteuerungsabkommen.",
        "议会批准了避免双重征税公约。",
        "의회가 이중과세 방지 협약을 승인했다.",
    ),
}


def main() -> None:
    """Print how many pairs of each sort are taken for one statement."""
    names = [name for name, told in SAYINGS.items() for _ in told]
    quotes = [quote for told in SAYINGS.values() for quote in told]
    table = alike(quotes, [*LANGUAGES] * len(SAYINGS))
    same, other = [], []
    for a, b in itertools.combinations(range(len(names)), 2):
        (same if names[a] == names[b] else other).append(bool(table[a, b]))
    print(f"translations taken for one statement: {sum(same)} of {len(same)}")
    print(f"different statements taken for one:   {sum(other)} of {len(other)}")


if __name__ == "__main__":
    main()
