"""Finding by any name; the lexicon that the reader matches with; the compiled files."""

from __future__ import annotations

from datetime import date

import pytest

from foedera import states
from foedera.errors import FoederaError
from foedera.states import build
from foedera.states.table import COMPILED


@pytest.mark.parametrize(
    ("text", "id", "kind"),
    [
        ("PRK", "PRK", "code"), ("gw:731", "PRK", "code"), ("Pyongyang", "PRK", "capital"),
        ("پیانگ یانگ", "PRK", "capital"), ("Kim Jong Un", "PRK", "leader"), ("کم جونگ ان", "PRK", "leader"),
        ("KCNA", "PRK", "agency"), ("کے سی این اے", "PRK", "agency"), ("روسی", "RUS", "demonym"),
        ("State Duma", "RUS", "institution"), ("Госдума", "RUS", "institution"), ("朝俄", "RUS", "pair"),
        ("ТАСС", "RUS", "agency"), ("Moscow", "RUS", "capital"), ("Kremlin", "RUS", "institution"),
        ("Brussels", "EU", "capital"), ("Zaire", "COD", "former"), ("نیٹو", "NATO", "organization"),
        ("Росія", "RUS", "name"), ("윤석열", "KOR", "leader"), ("習近平", "CHN", "leader"),
    ],
)  # fmt: skip
def test_found_by_any_of_these(text: str, id: str, kind: str) -> None:
    matches = {match.id: match for match in states.find(text)}
    assert matches[id].kind == kind
    assert matches[id].score == 1


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Korea", ["KOR", "PRK", "JSN"]), ("Congo", ["COG", "COD"]), ("cow:365", ["RUS", "SUHH"]),
        ("Russia", ["RUS", "SUHH"]), ("朝俄", ["PRK", "RUS"]), ("Guinea", ["GIN"]),
    ],
)  # fmt: skip
def test_all_that_a_text_means_best_first(text: str, ids: list[str]) -> None:
    assert [entry["id"] for entry in states.info(text)] == ids


def test_part_of_a_name_and_near_spelling() -> None:
    assert {"PNG", "GNB", "GNQ"} <= {match.id for match in states.find("Guinea")}
    assert states.find("Slovaika")[0].id == "SVK"
    assert states.find("Slovaika")[0].score < 1
    with pytest.raises(FoederaError, match="no state"):
        states.info("qqqqqqqqqq")


def test_info_has_codes_spells_and_succession() -> None:
    [entry] = states.info("Soviet Union")
    assert entry["id"] == "SUHH"
    assert entry["codes"] == {
        "iso2": None,
        "iso3": None,
        "iso3166_3": ["SUHH"],
        "cow": [{"code": 365, "from": "1922-12-30", "until": "1991-12-23"}],
        "gw": [{"code": 365, "from": "1922-12-30", "until": "1991-12-23"}],
    }
    assert entry["existence"] == [{"from": "1922-12-30", "until": "1991-12-25"}]
    assert {link["successor"] for link in entry["successors"]} >= {"RUS", "UKR", "KAZ"}  # type: ignore[attr-defined]
    assert entry["why"]["kind"] == "name"  # type: ignore[index]


@pytest.mark.parametrize(
    ("id", "lang", "name"),
    [
        ("PRK", "en", "North Korea"), ("PRK", "ur", "شمالی کوریا"), ("RUS", "ru", "Россия"),
        ("DEU", "fr", "Allemagne"),         ("CHN", "zh-Hant", "中國"), ("SUHH", "ru", "СССР"),
        ("EU", "de", "Europäische Union"),
        ("JSN", "sw", "Korea (before 1910)"), ("USA", "xx", "United States"),
    ],
)  # fmt: skip
def test_names_for_display(id: str, lang: str, name: str) -> None:
    assert states.name_of(id, lang) == name


LANGUAGES = build.languages()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_lexicon_knows_the_main_actors(lang: str) -> None:
    entries = states.lexicon(lang)
    for kind, ref in (
        ("short", "PRK"), ("name", "RUS"), ("capital", "PRK"), ("capital", "UKR"), ("leader", "RUS"),
        ("leader", "USA"), ("agency", "KCNA"), ("agency", "Reuters"), ("organization", "EU"),
        ("organization", "NATO"), ("institution", "RUS"), ("institution", "UKR"), ("institution", "USA"),
    ):  # fmt: skip
        assert any(e.kind == kind and e.ref == ref for e in entries), (kind, ref)
    organs = {e.organ for e in entries if e.kind == "institution" and e.ref == "RUS"}
    assert {"lower_house", "upper_house"} <= organs


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_stands_for_one_state_but_for_shared_names(lang: str) -> None:
    """Only former names, and what English says of two Koreas and two Congos, have two meanings."""
    meanings: dict[str, set[str]] = {}
    for entry in states.lexicon(lang):
        if entry.kind not in ("former", "agency"):
            meanings.setdefault(states.fold(entry.text), set()).add(entry.ref)
    shared = {text: refs for text, refs in meanings.items() if len(refs) > 1}
    expected = {"korea": {"KOR", "PRK"}, "congolese": {"COD", "COG"}} if lang == "en" else {}
    assert shared == expected


@pytest.mark.parametrize(
    ("lang", "text", "ref"),
    [
        ("ru", "Россией", "RUS"), ("ru", "Северной Кореей", "PRK"), ("ru", "американских", "USA"),
        ("ru", "Владимиром Путиным", "RUS"), ("ru", "Зеленского", "UKR"), ("ru", "Киеве", "UKR"),
        ("uk", "Росією", "RUS"), ("uk", "північнокорейських", "PRK"), ("uk", "Путіна", "RUS"),
        ("pl", "Rosją", "RUS"), ("pl", "amerykańskiego", "USA"), ("pl", "Putina", "RUS"),
        ("de", "russischen", "RUS"), ("de", "Russlands", "RUS"), ("fr", "nord-coréennes", "PRK"),
        ("es", "rusas", "RUS"), ("es", "españolas", "ESP"), ("it", "russa", "RUS"),
        ("pt", "alemães", "DEU"),
        ("ar", "الروسية", "RUS"), ("ar", "الكورية الشمالية", "PRK"), ("fr", "turque", "TUR"),
        ("en", "Russians", "RUS"), ("ur", "یوکرائنی", "UKR"),
        ("hi", "रूसी", "RUS"),
    ],
)  # fmt: skip
def test_inflected_forms(lang: str, text: str, ref: str) -> None:
    assert any(entry.text == text and entry.ref == ref for entry in states.lexicon(lang))


def test_a_language_without_a_pack_has_its_cldr_names() -> None:
    entries = states.lexicon("fi")
    assert any(entry.text == "Pohjois-Korea" and entry.ref == "PRK" for entry in entries)
    assert any(entry.text == "Reuters" for entry in entries)


def test_leaders_have_terms() -> None:
    terms = [e for e in states.lexicon("en") if e.text == "Joe Biden"]
    assert [(e.ref, e.organ, e.from_, e.until) for e in terms] == [
        ("USA", "head_of_state", date(2021, 1, 20), date(2025, 1, 20))
    ]


def test_every_agency_belongs_to_a_state() -> None:
    agencies = {e.ref for lang in LANGUAGES for e in states.lexicon(lang) if e.kind == "agency"}
    assert {"KCNA", "TASS", "Yonhap", "Reuters", "AP", "AFP", "Xinhua", "Interfax"} <= agencies
    assert all(states.get(states.agency_state(name) or "").kind == "state" for name in agencies)


def test_the_compiled_files_are_up_to_date() -> None:
    """After a change of data/*.yml: python -m foedera.states.build."""
    import babel

    built = build.compile_all()
    assert (COMPILED / "facts.json").read_bytes() == built["facts.json"]
    if (COMPILED / "cldr.txt").read_text() != f"Babel {babel.__version__}\n":
        pytest.skip("another Babel, with other CLDR names, is installed than the one compiled with")
    on_disk = {str(path.relative_to(COMPILED)) for path in COMPILED.rglob("*") if path.is_file()}
    assert on_disk == set(built)
    stale = [name for name, content in built.items() if (COMPILED / name).read_bytes() != content]
    assert stale == []
