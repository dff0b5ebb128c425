"""How alike the alliance portfolios of two states are: S, kappa and pi, for every pair of a year.

A portfolio is what one state has with every member of the system, itself included. ``valued``: 3 for
defense or offense, 2 for neutrality or non-aggression, 1 for consultation, 0 for none; ``binary``: 1 for any
alliance. A state stands to itself at the highest value.

S (Signorino and Ritter 1999) is 1 - 2 * sum|a - b| / (N * highest), from -1 to 1. Kappa and pi (Haege 2011)
set the squared distance seen against the one expected by chance: from each portfolio's own distribution
(Cohen's kappa) or from both together (Scott's pi). Needs the extra ``network`` (numpy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from foedera.errors import FoederaError, UsageError

from .panel import Panel
from .pledges import Citation

if TYPE_CHECKING:
    import polars as pl

CITATIONS = (
    Citation(
        "signorino1999",
        "@article{signorino1999,\n  author  = {Signorino, Curtis S. and Ritter, Jeffrey M.},\n"
        "  title   = {Tau-b or Not Tau-b: Measuring the Similarity of Foreign Policy Positions},\n"
        "  journal = {International Studies Quarterly},\n  volume  = {43},\n  number  = {1},\n"
        "  pages   = {115--144},\n  year    = {1999}\n}",
    ),
    Citation(
        "haege2011",
        '@article{haege2011,\n  author  = {H{\\"a}ge, Frank M.},\n'
        "  title   = {Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for Chance"
        " Agreement},\n  journal = {Political Analysis},\n  volume  = {19},\n  number  = {3},\n"
        "  pages   = {287--305},\n  year    = {2011}\n}",
    ),
)


def with_similarity(panel: Panel, kind: Literal["valued", "binary"] = "valued") -> Panel:
    """The dyad-year table with the columns ``s``, ``kappa``, ``pi``.

    The table must have a universe (``system`` other than none) and is compared year by year within it.
    Null in years that no source covers, and where chance leaves nothing to compare (both portfolios
    constant). Raises ``UsageError`` for another unit or a table without a universe.
    """
    if panel.unit != "dyad-year" or panel.options.get("system") == "none":
        raise UsageError(
            "similarity", "needs a dyad-year table of a system", "build it with --system cow, gw or un"
        )
    import polars as pl

    np = _numpy()
    frame = panel.frame.with_row_index("_row")
    parts = []
    for (_year,), rows in frame.group_by("year", maintain_order=True):
        parts.append(_of_year(np, rows, kind))
    schema = {"_row": pl.UInt32, "s": pl.Float64, "kappa": pl.Float64, "pi": pl.Float64}
    found = pl.concat(parts) if parts else pl.DataFrame(schema=schema)
    joined = frame.join(found, on="_row", how="left", maintain_order="left").drop("_row")
    citations = {c.key: c for c in (*panel.citations, *CITATIONS)}
    return Panel(
        joined, panel.unit, panel.directed, panel.coverage, tuple(citations.values()), _notes(panel, joined),
        {**panel.options, "similarity": kind}, panel.rests_on,
    )  # fmt: skip


def _notes(panel: Panel, joined: pl.DataFrame) -> tuple[str, ...]:
    if not joined["s"].null_count():
        return panel.notes
    return (*panel.notes, "s, kappa and pi are empty in years that no source covers: no zeros are made up")


def _of_year(np: Any, rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    import polars as pl

    # A member is its state and number: Germany in 1990 is two.
    names = [
        rows.select(pl.format("{}~{}", f"state_{side}", pl.col(f"cow_{side}").fill_null(0)).alias("n"))["n"]
        for side in ("a", "b")
    ]
    everyone = pl.concat(names).unique().sort().to_list()
    place = {name: n for n, name in enumerate(everyone)}
    a = np.array([place[name] for name in names[0]])
    b = np.array([place[name] for name in names[1]])
    highest = 3 if kind == "valued" else 1
    value = rows.select(_value(kind))["value"].to_numpy()
    matrix = np.zeros((len(everyone), len(everyone)))
    matrix[a, b] = np.maximum(matrix[a, b], value)
    # A portfolio holds what either side owes: a pledge links both.
    matrix = np.maximum(matrix, matrix.T)
    np.fill_diagonal(matrix, highest)
    size = len(everyone)

    def squared(m: Any) -> Any:
        own = (m * m).sum(axis=1)
        return own[:, None] + own[None, :] - 2 * m @ m.T

    apart = sum(squared((matrix >= t).astype(float)) for t in range(1, highest + 1))  # sum of |a - b|
    s = 1 - 2 * apart / (size * highest)
    seen = squared(matrix) / size
    mean, square = matrix.mean(axis=1), (matrix * matrix).mean(axis=1)
    by_kappa = square[:, None] + square[None, :] - 2 * mean[:, None] * mean[None, :]
    both_mean = (mean[:, None] + mean[None, :]) / 2
    by_pi = 2 * ((square[:, None] + square[None, :]) / 2 - both_mean**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = np.where(by_kappa > 1e-12, 1 - seen / by_kappa, np.nan)
        pi = np.where(by_pi > 1e-12, 1 - seen / by_pi, np.nan)
    covered = pl.col("_covered") == 1
    return (
        rows.select("_row", _covered="covered")
        .with_columns(
            pl.Series("s", s[a, b]).round(9),
            pl.Series("kappa", kappa[a, b]).round(9).fill_nan(None),
            pl.Series("pi", pi[a, b]).round(9).fill_nan(None),
        )
        .select("_row", *(pl.when(covered).then(name).alias(name) for name in ("s", "kappa", "pi")))
    )


def _value(kind: str) -> pl.Expr:
    import polars as pl

    held = {o: pl.col(o).fill_null(0) == 1 for o in ("defense", "offense", "neutrality", "nonaggression")}
    linked = pl.col("treaties").is_not_null()
    if kind == "binary":
        return linked.cast(pl.Float64).alias("value")
    return (
        pl.when(held["defense"] | held["offense"])
        .then(3.0)
        .when(held["neutrality"] | held["nonaggression"])
        .then(2.0)
        .when(pl.col("consultation").fill_null(0) == 1)
        .then(1.0)
        .otherwise(0.0)
        .alias("value")
    )


def _numpy() -> Any:
    try:
        import numpy
    except ImportError:
        raise FoederaError(
            "similarity", "numpy is not installed", "install the extra: pip install 'foedera[network]'"
        ) from None
    return numpy
