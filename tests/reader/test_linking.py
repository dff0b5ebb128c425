"""One treaty, many languages: the register's where it has it, else the same provisional id everywhere."""

from __future__ import annotations

from functools import lru_cache

import pytest

from foedera.model import Act
from foedera.reader import read
from foedera.register import Register

EXTRADITION = {
    "en": "Kenya and Uganda signed an extradition treaty in Nairobi on Tuesday.",
    "ur": "کینیا اور یوگنڈا نے منگل کو نیروبی میں مجرموں کی حوالگی کے معاہدے پر دستخط کیے۔",
    "ru": "Кения и Уганда подписали во вторник в Найроби договор о выдаче преступников.",
    "fr": "Le Kenya et l'Ouganda ont signé mardi à Nairobi un traité d'extradition.",
    "es": "Kenia y Uganda firmaron el martes en Nairobi un tratado de extradición.",
    "ar": "وقعت كينيا وأوغندا يوم الثلاثاء في نيروبي معاهدة تسليم المجرمين.",
    "zh": "肯尼亚和乌干达周二在内罗毕签署引渡条约。",
    "ko": "케냐와 우간다는 화요일 나이로비에서 범죄인 인도 조약에 서명했다.",
    "vi": "Kenya và Uganda đã ký hiệp ước dẫn độ hôm thứ Ba tại Nairobi.",
    "ja": "ケニアとウガンダは火曜日、ナイロビで犯罪人引き渡し条約に署名した。",
    "de": "Kenia und Uganda haben am Dienstag in Nairobi einen Auslieferungsvertrag unterzeichnet.",
}
PARTNERSHIP = {
    "en": "Russia and North Korea exchanged instruments of ratification of the comprehensive strategic partnership treaty.",
    "ur": "روس اور شمالی کوریا نے جامع سٹریٹجک شراکت داری کے معاہدے کی توثیقی دستاویزات کا تبادلہ کیا۔",
    "ru": "Россия и КНДР обменялись ратификационными грамотами договора о всеобъемлющем стратегическом партнерстве.",
    "ko": "러시아와 북한은 포괄적 전략 동반자 조약의 비준서를 교환했다.",
    "zh": "俄罗斯和朝鲜互换全面战略伙伴关系条约批准书。",
    "fr": "La Russie et la Corée du Nord ont échangé les instruments de ratification du traité de partenariat stratégique.",
    "es": "Rusia y Corea del Norte intercambiaron los instrumentos de ratificación del tratado de asociación estratégica.",
    "ar": "تبادلت روسيا وكوريا الشمالية وثائق التصديق على معاهدة الشراكة الاستراتيجية الشاملة.",
}


@lru_cache(maxsize=1)
def _register() -> Register:
    return Register()


def _acts(text: str, lang: str, published: str) -> list[Act]:
    found = read(text, lang=lang, published=published, register=_register()).statements
    return [s for s in found if isinstance(s, Act)]


@pytest.mark.parametrize("lang", EXTRADITION)
def test_a_treaty_of_no_register_has_one_id_in_every_language(lang: str) -> None:
    (act,) = _acts(EXTRADITION[lang], lang, "2025-03-05")
    assert (act.act, set(act.parties), act.date) == ("signature", {"KEN", "UGA"}, "2025-03-04")
    assert act.treaty == "x-ken-uga-extradition"


@pytest.mark.parametrize("lang", PARTNERSHIP)
def test_a_treaty_of_the_register_is_found_by_parties_and_subject(lang: str) -> None:
    (act,) = _acts(PARTNERSHIP[lang], lang, "2024-12-05")
    assert (act.act, set(act.parties), act.treaty) == ("exchange", {"PRK", "RUS"}, "prk-rus-2024")


def test_a_multilateral_treaty_is_not_taken_for_one_of_the_two_who_act() -> None:
    (act,) = _acts("Russia and China ratified the Paris Agreement on Monday.", "en", "2024-12-05")
    assert act.treaty is None or not act.treaty.startswith(("x-chn-rus", "rus-chn", "chn-rus"))
