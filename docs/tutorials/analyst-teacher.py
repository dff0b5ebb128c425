# %% [markdown]
# # The analyst and the teacher: who must help whom, and what if the day were another?
#
# July 1914 is on every slide. Here the pledges of that day are computed, drawn, and played; then the same
# questions are asked of today. Everything runs on the shipped register.

# %%
from pathlib import Path

import polars as pl

import foedera
from foedera import states
from foedera.duties import load_scenario
from foedera.panels import blocs, centralities, network_figure, show

book = foedera.open()

# %% [markdown]
# ## The map of pledges on 28 July 1914
#
# An arrow is what one state owed the other that day. Move the day, and the picture moves.

# %%
july = book.network("1914-07-28", directed=True)
print(july.number_of_nodes(), "states,", july.number_of_edges(), "pledges")
table = centralities(july).join(blocs(july), on="state").sort("owes", "owed", descending=True)
for row in table.head(6).to_dicts():
    print(f"{row['state']:4} owes {row['owes']} states, is owed by {row['owed']}; bloc {row['bloc']}")

# %%
show(network_figure(july, "Who owed what on 28 July 1914"))

# %% [markdown]
# ## Another day
#
# The Balkan league of 1912: what was new in November, and what was gone in July 1914?


# %%
def pairs(day):
    graph = book.network(day)
    return {" – ".join(sorted(states.name_of(code) for code in edge)) for edge in graph.edges}


january, november, july_1914 = pairs("1912-01-01"), pairs("1912-11-01"), pairs("1914-07-28")
print("new in November 1912:  ", sorted(november - january))
print("gone by 28 July 1914:  ", sorted(november - july_1914))

# %% [markdown]
# ## The chain
#
# Each event sets off the duties that apply, with their firmness; what was not triggered is told with its
# reason.

# %%
here = Path("scenarios/july-1914.yml")
scenario = load_scenario(here if here.exists() else Path("docs/scenarios/july-1914.yml"))
cascade = book.cascade(scenario)
for step in cascade.steps[:8]:
    print(
        "·", step.event.on, step.event.kind.replace("_", " "), step.event.by or "", "→", step.event.attacked
    )

# %% [markdown]
# ## The same question today
#
# If Poland were attacked on 1 June 2026: who owes what, how firmly, and what is not known?

# %%
event = book.event(on="2026-06-01", attacked="Poland", by="Belarus")
duties = book.duties(event)
found = pl.DataFrame(
    [(d.holder, d.treaty, d.article, d.type, d.firmness, d.engaged.value) for d in duties],
    schema=["holder", "treaty", "article", "type", "firmness", "engaged"],
    orient="row",
)
summary = (
    found.group_by("treaty", "article", "type", "firmness", "engaged")
    .len("holders")
    .sort("engaged", "treaty", "article", descending=[True, False, False])
)
for row in summary.to_dicts()[:12]:
    duty = f"{row['type']:14} firmness {row['firmness']}"
    print(f"{row['engaged']:8} {row['treaty']:20} art. {row['article']:6} {duty}  {row['holders']} holders")

# %% [markdown]
# ## The alliance graph of today
#
# Defense and offense only. The register does not claim to hold every treaty: a missing line is *not
# recorded*.

# %%
today = book.network("2026-06-01", obligations=["defense", "offense"])
show(network_figure(today, "Defense pledges on record, 1 June 2026", height=480))
