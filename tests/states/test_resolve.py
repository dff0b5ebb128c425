"""Names and codes → register id."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera import states
from foedera.errors import FoederaError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PRK", "PRK"), ("prk", "PRK"), ("KP", "PRK"), ("cow:731", "PRK"), ("gw:731", "PRK"),
        ("COW: 731", "PRK"),
        ("SUHH", "SUHH"), ("SUN", "SUHH"), ("BUMM", "MMR"), ("ZRCD", "COD"), ("BYAA", "BLR"),
        ("YUG", "YUCS"),
        ("cow:315", "CSHH"), ("cow:365", "RUS"), ("cow:345", "SRB"), ("gw:340", "SRB"), ("cow:679", "YEM"),
        ("gw:678", "YEM"), ("cow:255", "DEU"), ("gw:260", "DEU"), ("XK", "XKX"), ("AU", "AUS"),
        ("EU", "EU"),
        ("UK", "GBR"), ("US", "USA"), ("U.S.", "USA"),
    ],
)  # fmt: skip
def test_codes(text: str, expected: str) -> None:
    assert states.resolve(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea", "PRK"), ("شمالی کوریا", "PRK"), ("كوريا الشمالية", "PRK"), ("کره شمالی", "PRK"),
        ("उत्तर कोरिया", "PRK"), ("Северная Корея", "PRK"), ("Північна Корея", "PRK"), ("朝鲜", "PRK"),
        ("北韓", "PRK"), ("北朝鮮", "PRK"), ("북한", "PRK"), ("Triều Tiên", "PRK"), ("Korea Utara", "PRK"),
        ("Kuzey Kore", "PRK"), ("Corée du Nord", "PRK"), ("Corea del Norte", "PRK"),
        ("Coreia do Norte", "PRK"),
        ("Nordkorea", "PRK"), ("Corea del Nord", "PRK"), ("Korea Północna", "PRK"),
        ("Nga", "RUS"), ("Mỹ", "USA"), ("Anh", "GBR"), ("امریکہ", "USA"), ("مالی", "MLI"), ("俄罗斯", "RUS"),
        ("Venäjä", "RUS"), ("Ρωσία", "RUS"), ("რუსეთი", "RUS"), ("Ռուսաստան", "RUS"),
        ("רוסיה", "RUS"), ("รัสเซีย", "RUS"), ("ሩስያ", "RUS"), ("Urusi", "RUS"), ("România", "ROU"),
        ("romania", "ROU"), ("Ungarn", "HUN"), ("Magyarország", "HUN"), ("საქართველო", "GEO"),
    ],
)  # fmt: skip
def test_names_in_many_languages(text: str, expected: str) -> None:
    assert states.resolve(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Swaziland", "SWZ"), ("Zaire", "COD"), ("Burma", "MMR"), ("Byelorussian SSR", "BLR"),
        ("Siam", "THA"),
        ("Ukrainian SSR", "UKR"), ("Persia", "IRN"), ("Ceylon", "LKA"), ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Cape Verde", "CPV"), ("Cabo Verde", "CPV"), ("Viet Nam", "VNM"), ("Republic of Korea", "KOR"),
        ("Democratic People's Republic of Korea", "PRK"), ("Democratic People’s Republic of Korea", "PRK"),
        ("Côte d'Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("Lao People's Democratic Republic", "LAO"),
        ("Holy See", "VAT"), ("State of Palestine", "PSE"), ("North Macedonia", "MKD"),
        ("The former Yugoslav Republic of Macedonia", "MKD"), ("Czechoslovakia", "CSHH"), ("GDR", "DDDE"),
        ("German Democratic Republic", "DDDE"), ("Yugoslavia", "YUCS"), ("Serbia and Montenegro", "SCGG"),
        ("Democratic Yemen", "YDYE"), ("United Arab Republic", "EGY"), ("Tanganyika", "TZA"),
        ("Zanzibar", "ZAN"),
        ("Austria-Hungary", "AUH"), ("Ottoman Empire", "OTM"), ("Two Sicilies", "SIC"),
        ("Upper Volta", "BFA"),
        ("Iran (Islamic Republic of)", "IRN"), ("Netherlands (Kingdom of the)", "NLD"),
        ("Bahamas (The)", "BHS"),
        ("Micronesia (Federated States of)", "FSM"), ("Congo (Democratic Republic of the)", "COD"),
        ("Korea, Republic of", "KOR"), ("Korea, Democratic People's Republic", "PRK"), ("Congo", "COG"),
        ("Guinea", "GIN"), ("Georgia", "GEO"), ("Niger", "NER"), ("Dominica", "DMA"), ("Ireland", "IRL"),
        ("St. Lucia", "LCA"), ("Saint Kitts & Nevis", "KNA"), ("Burkina Faso (Upper Volta)", "BFA"),
        ("European Union", "EU"), ("European Economic Community", "EU"), ("یورپی یونین", "EU"),
        ("OAU", "AFU"),
        ("Food and Agriculture Organization of the United Nations", "FAO"), ("Greenland", "GRL"),
    ],
)  # fmt: skip
def test_former_official_and_turned_names(text: str, expected: str) -> None:
    assert states.resolve(text) == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Russia", "1914-08-01", "RUS"), ("Russia", "1961-07-06", "SUHH"), ("Russia", "1991-12-23", "SUHH"),
        ("Russia", "1991-12-26", "RUS"), ("cow:365", "1922-12-29", "RUS"),
        ("cow:365", "1922-12-30", "SUHH"),
        ("Turkey", "1914-11-01", "OTM"), ("Turkey", "1923-10-29", "TUR"), ("Italy", "1855-01-01", "SAR"),
        ("Austria", "1914-07-28", "AUH"), ("Austria", "1955-05-15", "AUT"), ("Serbia", "1914-07-28", "SRB"),
        ("Serbia", "1950-01-01", "YUCS"), ("Serbia", "2005-01-01", "SCGG"),
        ("Yugoslavia", "1999-03-24", "SCGG"),
        ("Korea", "1904-02-08", "JSN"), ("Vietnam", "1975-01-01", None), ("Vietnam", "1980-01-01", "VNM"),
        ("Korea", "1999-01-01", None), ("Congo", "1962-01-01", None), ("Congo", "1980-01-01", "COG"),
        ("Germany", "1980-01-01", "DEU"), ("Yemen", "1980-01-01", "YEM"), ("cow:345", "1999-01-01", "SCGG"),
        ("RUS", "1961-01-01", "RUS"), ("UAR", "1960-01-01", "EGY"),
    ],
)  # fmt: skip
def test_the_day_decides(text: str, on: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(FoederaError, match="means more than one state"):
            states.resolve(text, date.fromisoformat(on))
    else:
        assert states.resolve(text, date.fromisoformat(on)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["empty"]),
        ("Nroth Korea", ["no state", "North Korea (PRK)"]),
        ("Ukrane", ["Ukraine (UKR)"]),
        ("Seoul", ["capital", "KOR"]),
        ("KCNA", ["news agency", "PRK"]),
        ("Russian", ["demonym", "RUS"]),
        ("cow:999", ["cow:999"]),
        ("Korea", ["more than one state", "KOR", "PRK"]),
        ("qqqqqqqqqq", ["no state", "give a code"]),
    ],
)
def test_an_error_names_what_is_near(text: str, words: list[str]) -> None:
    with pytest.raises(FoederaError) as caught:
        states.resolve(text)
    assert all(word in str(caught.value) for word in words), str(caught.value)


@given(st.text(max_size=40))
def test_any_text_gives_an_id_or_the_one_error(text: str) -> None:
    try:
        assert states.get(states.resolve(text)).id
    except FoederaError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("state", states.all_states(organizations=True, territories=True), ids=lambda s: s.id)
def test_each_record_is_found_by_all_its_codes_and_its_name(state: states.State) -> None:
    assert states.resolve(state.id) == state.id
    assert states.resolve(state.label) == state.id
    if state.iso2:
        assert states.resolve(state.iso2) == state.id
    for code in state.iso3166_3:
        assert states.resolve(code) == state.id


# A name that two living States share in some language of CLDR: (folded name) → the States.
DECLARED = {
    "korea": {"KOR", "PRK"},
    "kongo": {"COD", "COG"},
    "конго": {"COD", "COG"},
    "ኮንጎ": {"COD", "COG"},
    "nigeri": {"NER", "NGA"},
    "nikaraagua": {"NGA", "NIC"},
    "لتونی": {"LTU", "LVA"},
    "موریتانیا": {"MRT", "MUS"},
}


def test_no_name_means_two_living_states_unless_declared() -> None:
    from foedera.states import names

    found: dict[str, set[str]] = {}
    living = {s.id for s in states.all_states(organizations=True) if any(x.end is None for x in s.existence)}
    for state in living:
        for match in names.names_of(state):
            if match.until is None:
                found.setdefault(states.fold(match.matched), set()).add(state)
    shared = {name: ids for name, ids in found.items() if len(ids) > 1}
    # "Kongo" and the like stand here only as far as the installed CLDR has them.
    assert all(ids <= DECLARED.get(name, set()) for name, ids in shared.items()), shared


def test_names_of_the_united_nations_treaty_collection(shared_data: Path) -> None:
    """Every participant in the depositary's tables of 2015 is somebody."""
    missing = set()
    for path in (shared_data / "entry_into_force" / "mtdsg2015").glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                name = row["Participant"].strip()
                try:
                    if name:
                        states.resolve(name)
                except FoederaError:
                    missing.add(name)
    assert missing == set()


def test_names_on_the_status_pages_of_2026(shared_data: Path) -> None:
    """The first cell of each row of the participants' table, with its footnote digits removed."""
    from lxml import html

    missing, seen = set(), set()
    for path in (shared_data / "untc").glob("*.html"):
        page = html.parse(str(path))
        for row in page.iter("tr"):
            cells = [" ".join(cell.text_content().split()) for cell in row.findall("td")]
            if len(cells) < 3 or not re.search(r"\d{4}", "".join(cells[1:])) or len(cells[0]) > 80:
                continue
            name = re.sub(r"[\s\d,]+$", "", cells[0])
            if not name or name.startswith(("Participant", "Status", "Entry", "Regist", "Text", "Note")):
                continue
            seen.add(name)
            try:
                states.resolve(name)
            except FoederaError:
                missing.add(name)
    assert len(seen) > 190
    assert missing == set()


def test_names_in_the_systems_lists(shared_data: Path) -> None:
    for file_name, key, unclear in (
        ("cow_states.csv", "statenme", {"Korea"}),
        ("gw_states.csv", "statename", None),
    ):
        with (shared_data / "states" / file_name).open() as file:
            names = {row[key] for row in csv.DictReader(file)}
        if unclear is None:  # this list writes double names: only the plain ones are names
            names = {name for name in names if "(" not in name and "/" not in name and name != "Korea"}
            unclear = set()
        assert {name for name in names if not _known(name)} == unclear


def _known(name: str) -> bool:
    try:
        return bool(states.resolve(name))
    except FoederaError:
        return False
