# %% [markdown]
# # The treaty officer: from a notification to the deadlines
#
# A depositary's notification comes by e-mail. You want to know what it changes, which days must not be
# missed, by which rule, and how long treaties like this one take to enter into force.
#
# Everything below runs on the register that is shipped with Foedera. The notification is invented.

# %%
import tempfile

import altair as alt
import polars as pl

import foedera
from foedera.panels import paper, show

folder = tempfile.mkdtemp()
book = foedera.open(ledger=f"sqlite:///{folder}/ledger.sqlite")

# %% [markdown]
# ## Read the notification
#
# Reading proposes statements, each with the words that say it. Nothing is recorded yet.

# %%
text = (
    "NEW YORK, 14 August 2026. On 12 August 2026 Bhutan deposited its instrument of accession to the "
    "Arms Trade Treaty with the Secretary-General of the United Nations."
)
reading = book.read(text, published="2026-08-14")
for statement in reading.statements:
    told = statement.to_dict()
    print(told["kind"], told.get("act"), told.get("parties"), told["treaty"], told.get("date"))
    print("   “" + told["quote"] + "”")

# %% [markdown]
# ## Accept it, and ask again
#
# The treaty enters into force for a later party ninety days after its own instrument (article 22). Before
# the statement is accepted Foedera does not know about Bhutan: the record says that its list of acts is
# partial, so the answer is *unknown*, never *no*.

# %%
before = book.status("att-2013", on="2026-12-01", party="Bhutan").parties["BTN"]
book.accept(reading.source, reading.statements, at="2026-08-14T09:00:00+00:00", by="officer")
after = book.status("att-2013", on="2026-12-01", party="Bhutan").parties["BTN"]
print("before:", before.status, before.in_force.value)
print("after: ", after.status, after.in_force.value, "from", after.start)

# %% [markdown]
# ## Which days are ahead?
#
# Entries into force, exits that take effect, terms that end, last days for notice and for objection. The
# same list goes into a calendar with `foedera export ics -o ahead.ics`.

# %%
for deadline in book.deadlines(start="2026-08-14", end="2027-12-31"):
    print(deadline.on, deadline.treaty, "·", deadline.what)
    print("          by", deadline.rule)

# %% [markdown]
# ## How long from signature to entry into force?
#
# One line a treaty: from the day it was done to the day on which it entered into force.

# %%
rows = []
for record in book.register.all():
    if record.form != "multilateral" or not record.done.date or not record.is_treaty:
        continue
    spell = next(
        (s for s in book.timeline(record.id) if s.subject == "treaty" and s.status == "in_force"), None
    )
    if spell is None or spell.start is None or len(spell.start) != 10 or len(record.done.date) != 10:
        continue
    rows.append((record.id, record.done.date, spell.start, record.subjects[0] if record.subjects else ""))
took = (
    pl.DataFrame(rows, schema=["treaty", "done", "in_force", "subject"], orient="row")
    .with_columns(pl.col("done", "in_force").str.to_date())
    .with_columns(years=(pl.col("in_force") - pl.col("done")).dt.total_days() / 365.25)
    .filter((pl.col("years") > 0.05) & (pl.col("done").dt.year() >= 1945))
    .sort("years")
)
middle = took["years"].median()
print(f"{took.height} multilateral treaties since 1945; half of them took {middle:.1f} years or less")

# %%
step = max(1, took.height // 34)
sample = took.sort("done").gather_every(step)
base = alt.Chart(sample).encode(y=alt.Y("treaty:N", sort=alt.SortField("done"), title=None))
line = base.mark_rule(color="#9aa0a6", strokeWidth=2).encode(
    x=alt.X("done:T", title=None, scale=alt.Scale(domain=["1944-01-01", "2028-01-01"])), x2="in_force:T"
)
start = base.mark_point(filled=True, size=45, color="white", stroke="#1b4965", opacity=1).encode(x="done:T")
end = base.mark_point(filled=True, size=45, color="#1b4965", opacity=1).encode(x="in_force:T")
words = base.mark_text(align="left", dx=7, fontSize=10, color="#555").encode(
    x="in_force:T", text=alt.Text("years:Q", format=".1f")
)
title = {
    "text": "From signature to entry into force",
    "subtitle": [
        "open: done; filled: in force, computed from the acts or as the register states it; figures: years",
        f"one in {step} of the {took.height} multilateral treaties on record, in order of date",
    ],
}
show(paper((line + start + end + words).properties(title=title), height=15 * sample.height))
