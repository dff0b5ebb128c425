# %% [markdown]
# # The data team: ratification curves of human-rights treaties
#
# How fast do states bind themselves? Who was first? From acts to a table to a figure, with the sources of
# each row. Everything runs on the shipped register. It holds, for most of these conventions, the acts that
# brought them into force; the curves therefore end at that day, and a convention whose record states its
# day but not the acts is left out. To draw them to today, import the status pages (`foedera import untc
# PAGE.html`) and run the same cells.

# %%
import altair as alt
import polars as pl

import foedera
from foedera.panels import paper, show

book = foedera.open()
CHOSEN = {
    "cerd-1965": "Racial discrimination 1965",
    "iccpr-1966": "Civil and political rights 1966",
    "icescr-1966": "Economic, social, cultural rights 1966",
    "cedaw-1979": "Discrimination against women 1979",
    "cat-1984": "Torture 1984",
    "crc-1989": "Rights of the child 1989",
    "cmw-1990": "Migrant workers 1990",
    "crpd-2006": "Disabilities 2006",
    "ced-2006": "Enforced disappearance 2006",
}

# %% [markdown]
# ## A table in one line
#
# One row a treaty, state and year: where the state stood, since when, by which rule, on which statements.

# %%
panel = book.panel("party-year", start=1965, end=2026, system="none")
mine = panel.frame.filter(pl.col("treaty").is_in(list(CHOSEN)))
print(mine.height, "rows;", mine["treaty"].n_unique(), "treaties")
print(
    mine.filter((pl.col("treaty") == "crc-1989") & (pl.col("year") == 1990)).sort("since").head(3).to_dicts()
)

# %% [markdown]
# ## Consents, day by day
#
# The curve counts the states that had consented on each day: contracting states and parties.

# %%
rows, ends = [], {}
for treaty, name in CHOSEN.items():
    rule = book.record(treaty).entry_into_force
    needed = getattr(rule.when, "n", None)  # {consents: N}
    spells = book.timeline(treaty)
    force = next(s.start for s in spells if s.subject == "treaty" and s.status == "in_force")
    opened = min(s.start for s in spells if s.status == "signatory" and s.start and len(s.start) == 10)
    ends[treaty] = force
    first = {}
    for spell in spells:
        day = spell.start or ""
        bound = spell.subject != "treaty" and spell.status in ("contracting", "party")
        if bound and len(day) == 10 and day <= force:
            first[spell.subject] = min(first.get(spell.subject, "9"), day)
    if needed is None or len(first) < needed:
        print(f"left out: {name}: {len(first)} of the {needed or 'deciding'} consents are on record")
        continue
    rows.append((treaty, name, opened, opened, 0))
    rows += [(treaty, name, opened, day, n) for n, day in enumerate(sorted(first.values()), 1)]
curves = (
    pl.DataFrame(rows, schema=["treaty", "name", "opened", "day", "consents"], orient="row")
    .with_columns(pl.col("opened", "day").str.to_date())
    .with_columns(years=(pl.col("day") - pl.col("opened")).dt.total_days() / 365.25)
)
for treaty, name in curves.select("treaty", "name").unique(maintain_order=True).rows():
    own = curves.filter(pl.col("treaty") == treaty)
    reached = f"{own['consents'].max():3} consents in {own['years'].max():4.1f} years"
    print(f"{name:40} {reached}; in force {ends[treaty]}")

# %%
last = curves.group_by("treaty").agg(pl.all().sort_by("consents").last()).sort("years")
colour = alt.Color("name:N", title=None, scale=alt.Scale(domain=last["name"].to_list()))
base = alt.Chart(curves).encode(
    x=alt.X(
        "years:Q", title="years since the first signature", scale=alt.Scale(domain=[0, 12.5], nice=False)
    ),
    y=alt.Y("consents:Q", title="states that consented"),
    color=colour,
)
dots = (
    alt.Chart(last)
    .mark_point(filled=True, size=60, opacity=1)
    .encode(x="years:Q", y="consents:Q", color=colour)
)
title = {
    "text": "To the threshold: human-rights conventions from the first signature",
    "subtitle": "states that consented, up to the day of entry into force; quickest first in the list",
}
show(
    paper((base.mark_line(interpolate="step-after", strokeWidth=2) + dots).properties(title=title), 520, 360)
)

# %% [markdown]
# ## Where does it come from?
#
# `panel.provenance()` lists the sources treaty by treaty, `panel.cite()` gives BibTeX. In the files the
# column `statements` holds the ids under which `foedera log` shows the words.

# %%
told = panel.provenance().filter(pl.col("treaty") == "crc-1989")
print(told.select("publisher", "source", "statements").to_dicts())
print(panel.cite()[:80], "…")
