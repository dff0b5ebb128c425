# %% [markdown]
# # The journalist: in force today? who says so, in which words?
#
# A report says that a treaty was *ratified*. Is it in force? What is missing? Which of the words in the
# report say it, and whose words are they? Everything runs on the shipped register; the reports are written
# for this page.

# %%
import tempfile

import altair as alt
import polars as pl

import foedera
from foedera.panels import paper, show

folder = tempfile.mkdtemp()
book = foedera.open(ledger=f"sqlite:///{folder}/ledger.sqlite")

# %% [markdown]
# ## A report, sentence by sentence
#
# Each statement keeps its words, who said them, and whether they tell of something done, planned or denied.

# %%
report = (
    "SEOUL, 12 November 2024. North Korea has ratified its comprehensive strategic partnership treaty "
    "with Russia, state media KCNA said on Tuesday. Kim Jong Un signed the decree on 11 November. "
    "The treaty will enter into force when the two sides exchange instruments of ratification."
)
reading = book.read(report, published="2024-11-12")
for statement in reading.statements:
    told = statement.to_dict()
    what = told.get("act") or told.get("clause") or told.get("topic")
    speaker = ", ".join(told["said_by"]) or "the report"
    print(f"{told['kind']:7} {what:18} {told.get('step') or '':14} {told['status']:8} said by {speaker}")
    print("        “" + told["quote"] + "”")

# %% [markdown]
# ## "Ratified" is not "in force"
#
# As known on 20 November 2024 both presidents had signed at home. Neither state was bound.

# %%
for day, known in (("2024-11-20", "2024-11-20"), ("2024-12-04", "2024-12-05")):
    status = book.status("prk-rus-2024", on=day, known=known)
    missing = "; missing: " + ", ".join(status.missing) if status.missing else ""
    print(day, "as known on", known, "→", status.in_force.value + missing)
    print("   by", status.why[0].rule + ":", status.why[0].text)

# %% [markdown]
# ## The headline test
#
# "Russia withdrew from the test-ban treaty." It withdrew its *ratification*, and stays a signatory; the
# treaty has never been in force for anybody.

# %%
status = book.status("ctbt-1996", on="2026-06-01", party="Russia")
russia = status.parties["RUS"]
print("in force:", status.in_force.value, "· Russia:", russia.status, "since", russia.since)

# %% [markdown]
# ## A picture for the story: what happened when, and when the reader could know
#
# Acts at home to the left of the line, acts between the two states to the right of it.

# %%
rows = [
    (
        event.date,
        event.party,
        event.act.replace("_", " "),
        "between the states" if event.step == "international" else "at home",
    )
    for event in book.world().events("prk-rus-2024")
    if event.date and len(event.date) == 10 and event.date >= "2024-06-01" and event.date <= "2024-12-31"
]
acts = (
    pl.DataFrame(rows, schema=["date", "party", "act", "step"], orient="row")
    .group_by("date", "act", "step")
    .agg(pl.col("party").unique().sort().str.join(", "))
    .with_columns(pl.col("date").str.to_date())
    .sort("date", "act")
    .with_columns(text=pl.format("{} ({})", "act", "party"), row=pl.int_range(pl.len()))
)
print(acts.select("date", "text", "step").rows())

# %%
base = alt.Chart(acts).encode(
    x=alt.X(
        "date:T",
        title=None,
        axis=alt.Axis(format="%b %Y"),
        scale=alt.Scale(domain=["2024-03-01", "2025-01-15"]),
    ),
    y=alt.Y("row:O", axis=None, sort="ascending"),
)
points = base.mark_point(filled=True, size=110, opacity=1).encode(
    color=alt.Color(
        "step:N",
        title=None,
        scale=alt.Scale(domain=["at home", "between the states"], range=["#d1892c", "#1b4965"]),
        legend=alt.Legend(orient="bottom"),
    )
)
words = base.mark_text(align="right", dx=-10, fontSize=12).encode(text="text:N")
force = (
    alt.Chart(alt.Data(values=[{"on": "2024-12-04"}]))
    .mark_rule(strokeDash=[4, 3], color="#bc4b51")
    .encode(x="on:T")
)
title = {
    "text": "Ratified at home, in force on exchange",
    "subtitle": "The DPRK–Russia treaty of 19 June 2024; dashed: in force from 4 December 2024 (article 22)",
}
show(paper((force + points + words).properties(title=title), height=210))
