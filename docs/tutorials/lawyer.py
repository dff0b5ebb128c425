# %% [markdown]
# # The lawyer: does it apply between A and B on that day?
#
# A sale between a firm in Tokyo and one in Hamburg, an award made in Geneva, and four dates that are easily
# taken for each other: when the treaty was done, when it entered into force, when it did so for each state,
# and **between the two**. Everything runs on the shipped register.

# %%
import altair as alt
import polars as pl

import foedera
from foedera.panels import paper, show

book = foedera.open()

# %% [markdown]
# ## Four dates
#
# The sales convention entered into force on 1 January 1988. Between Germany and Japan it did so more than
# twenty years later.

# %%
status = book.status("cisg-1980", on="2010-01-01", between=("Germany", "Japan"))
print("done                  ", book.record("cisg-1980").done.date)
print("in force              ", status.since)
for code in ("DEU", "JPN"):
    print("in force for", code, "     ", status.parties[code].start)
print("between the two       ", status.pair.since)

# %% [markdown]
# ## Why
#
# Each answer names the rule, its article, and the acts it rests on.


# %%
def tell(reason, depth=0):
    print("   " * depth + f"{reason.rule}: {reason.text}")
    for below in reason.because:
        tell(below, depth + 1)


for reason in status.pair.why:
    tell(reason)

# %% [markdown]
# ## The day before, and the day itself

# %%
for day in ("2009-07-31", "2009-08-01"):
    pair = book.status("cisg-1980", on=day, between=("DEU", "JPN")).pair
    print(day, pair.in_force.value)

# %% [markdown]
# ## A matrix for the file
#
# Since when does the convention on arbitral awards apply between each two of these states? The answer for a
# pair is the later of two dates at the least; reservations, objections and accessions that need acceptance
# can move it. An empty cell is *not known to this register*, never *no*: its list of acts is partial.

# %%
treaty = "new-york-arbitration-1958"
day = "2026-06-01"
parties = sorted(
    code
    for code, own in book.status(treaty, on=day).parties.items()
    if own.in_force.value == "yes" and own.start
)
rows = []
for a in parties:
    for b in parties:
        if a != b:
            pair = book.status(treaty, on=day, between=(a, b)).pair
            if pair.since:
                rows.append((a, b, int(pair.since[:4])))
matrix = pl.DataFrame(rows, schema=["a", "b", "since"], orient="row")
print(
    len(parties),
    "states,",
    matrix.height // 2,
    "pairs, from",
    matrix["since"].min(),
    "to",
    matrix["since"].max(),
)

# %%
base = alt.Chart(matrix).encode(
    x=alt.X("a:N", title=None, axis=alt.Axis(labelAngle=0, orient="top")), y=alt.Y("b:N", title=None)
)
cells = base.mark_rect(stroke="white").encode(
    color=alt.Color(
        "since:Q", title="since", scale=alt.Scale(scheme="blues", reverse=True), legend=alt.Legend(format="d")
    )
)
late = (matrix["since"].min() + matrix["since"].max()) / 2
words = base.mark_text(fontSize=10).encode(
    text=alt.Text("since:Q", format="d"),
    color=alt.condition(alt.datum.since < late, alt.value("white"), alt.value("#222")),
)
title = {
    "text": "Since when between the two?",
    "subtitle": f"New York Convention on arbitral awards (1958), states whose acts the register holds, {day}",
}
show(paper((cells + words).properties(title=title), width=38 * len(parties), height=26 * len(parties)))
