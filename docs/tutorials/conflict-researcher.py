# %% [markdown]
# # The conflict researcher: a directed, day-exact table to today, ready for a regression
#
# Datasets of alliances end; papers carry their last year forward. Here the table is derived from the acts
# up to this year, one-sided pledges stay one-sided, and a pair that no source covers is empty, not 0.
# Everything runs on the shipped register. Where you have ATOP's member-level file, set `FOEDERA_ATOP` to
# its path and the years to 2018 come from it.

# %%
import os

import altair as alt
import numpy as np
import pandas as pd
import polars as pl
import statsmodels.formula.api as smf

import foedera
from foedera.panels import OBLIGATIONS, paper, show

book = foedera.open()
atop = os.environ.get("FOEDERA_ATOP") or None
print("ATOP's file:", "is there" if atop else "is not here; the table stands on the register alone")

# %% [markdown]
# ## Directed dyad-years in one call
#
# Units, conventions and the universe are named options. `covered` and `source` say what stands behind a
# cell.

# %%
panel = book.panel("dyad-year", directed=True, start=1946, end=2026, system="cow", atop=atop)
frame = panel.frame
print(f"{frame.height:,} rows, {len(frame.columns)} columns")
for note in panel.notes:
    print("note:", note)
row = frame.filter((pl.col("state_a") == "PRK") & (pl.col("state_b") == "RUS") & (pl.col("year") >= 2023))
print(row.select("year", "defense", "consultation", "treaties", "since", "source").to_dicts())

# %% [markdown]
# ## Figure 1: alliances by year
#
# Pairs of states that hold the obligation in at least one direction, on any day of the year.

# %%
undirected = book.panel("dyad-year", start=1946, end=2026, system="cow", atop=atop).frame
by_year = (
    undirected.group_by("year")
    .agg(pl.col(o).sum() for o in ("defense", "nonaggression", "consultation"))
    .unpivot(index="year", variable_name="obligation", value_name="pairs")
    .sort("year")
)
print(by_year.filter(pl.col("year").is_in([1950, 1990, 2026])).sort("obligation", "year").rows())

# %%
lines = alt.Chart(by_year).encode(
    x=alt.X(
        "year:Q", title=None, axis=alt.Axis(format="d"), scale=alt.Scale(domain=[1946, 2026], nice=False)
    ),
    y=alt.Y("pairs:Q", title="pairs of states"),
    color=alt.Color("obligation:N", title=None, legend=alt.Legend(orient="top")),
)
title = {
    "text": "Alliance pledges, 1946–2026",
    "subtitle": "pairs linked on any day of the year; recorded treaties only, derived from the acts",
}
show(paper(lines.mark_line(interpolate="step-after", strokeWidth=2).properties(title=title)))

# %% [markdown]
# ## A regression-ready table
#
# Do states join a human-rights convention sooner when more of their allies have? One row a convention,
# state and year, from the first signature until the state consents (then it leaves the risk set): a
# discrete-time hazard. The register holds the acts that brought these conventions into force and few later
# ones, so each convention is followed to that year. That is a bound of this register, not of the method:
# with the status pages imported (`foedera import untc PAGE.html`) the same cells run to today.

# %%
CONVENTIONS = [
    "cerd-1965",
    "iccpr-1966",
    "icescr-1966",
    "cedaw-1979",
    "cat-1984",
    "crc-1989",
    "cmw-1990",
    "crpd-2006",
]
parties = book.panel("party-year", start=1965, end=2026, system="un").frame
consented = (
    parties.filter(pl.col("treaty").is_in(CONVENTIONS) & pl.col("status").is_in(["contracting", "party"]))
    .group_by("treaty", "state")
    .agg(joined=pl.col("year").min())
)
window = (
    book.panel("treaty-year", start=1965, end=2026, system="un")
    .frame.filter(pl.col("treaty").is_in(CONVENTIONS))
    .group_by("treaty")
    .agg(first=pl.col("year").min(), last=pl.col("year").filter(pl.col("in_force") == 1).min())
)
states = book.panel("state-year", start=1965, end=2026, system="un").frame.select("state", "year")
risk = (
    states.join(window, how="cross")
    .filter(pl.col("year").is_between("first", "last"))
    .join(consented, on=["treaty", "state"], how="left")
    .filter(pl.col("joined").is_null() | (pl.col("year") <= pl.col("joined")))
    .with_columns(event=(pl.col("joined") == pl.col("year")).fill_null(False).cast(pl.Int8))
)
print(f"{risk.height:,} rows at risk, {risk['event'].sum()} acts of consent")

# %% [markdown]
# How many allies of the state had consented by the end of the year before?

# %%
allies = undirected.filter(pl.col("treaties").is_not_null()).select(
    "year", a=pl.col("state_a").cast(pl.String), b=pl.col("state_b").cast(pl.String)
)
allies = pl.concat([allies, allies.select("year", a="b", b="a")])
before = (
    allies.join(consented, left_on="b", right_on="state")
    .filter(pl.col("joined") < pl.col("year"))
    .group_by("treaty", "year", state="a")
    .agg(allies_in=pl.col("b").n_unique())
)
table = (
    risk.join(before, on=["treaty", "state", "year"], how="left")
    .with_columns(pl.col("allies_in").fill_null(0), age=pl.col("year") - pl.col("first"))
    .sort("treaty", "state", "year")
)
print(
    table.select("treaty", "state", "year", "event", "allies_in", "age")
    .filter(pl.col("event") == 1)
    .head(3)
    .rows()
)
table.write_parquet(os.devnull)  # or table.write_csv("hazard.csv"): it opens in R as it is

# %%
data = table.with_columns(log_allies=(pl.col("allies_in") + 1).log()).to_pandas()
codes = data["state"].astype("category").cat.codes
model = smf.logit("event ~ log_allies + age + I(age ** 2) + C(treaty)", data=data)
fit = model.fit(disp=False, cov_type="cluster", cov_kwds={"groups": codes})
assert fit.mle_retvals["converged"]
low, high = fit.conf_int().loc["log_allies"]
print(
    f"log(allies that consented + 1): {fit.params['log_allies']:.2f}",
    f"[{low:.2f}, {high:.2f}], n = {int(fit.nobs):,}",
)

# %% [markdown]
# ## Figure 2: the predicted chance to consent within a year
#
# With 95 % intervals, at the third year and for the convention against torture. It is an association in the
# acts on record, not an effect.

# %%
counts = np.arange(0, 21)
grid = pd.DataFrame({"log_allies": np.log(counts + 1), "age": 3, "treaty": "cat-1984"})
told = fit.get_prediction(grid).summary_frame()
curve = pl.DataFrame(
    {
        "allies": counts,
        "chance": told["predicted"].to_numpy(),
        "low": told["ci_lower"].to_numpy(),
        "high": told["ci_upper"].to_numpy(),
    }
)
base = alt.Chart(curve).encode(x=alt.X("allies:Q", title="allies that had consented the year before"))
band = base.mark_area(opacity=0.2, color="#1b4965").encode(
    y=alt.Y("low:Q", title="chance to consent within the year", axis=alt.Axis(format="%")), y2="high:Q"
)
line = base.mark_line(color="#1b4965", strokeWidth=2).encode(y="chance:Q")
title = {
    "text": "Allies that have consented, and the chance to follow",
    "subtitle": "discrete-time logit, standard errors clustered by state; recorded treaties only",
}
show(paper((band + line).properties(title=title)))

# %% [markdown]
# ## Cite what you used

# %%
print(panel.cite())
print(sorted(set(OBLIGATIONS) - set(frame.columns)), "columns missing")
