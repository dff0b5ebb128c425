"""The columns of ``bulk``: what one count of consents or a fixed date gives for many treaties at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .bulk_rules import Rule, delay_columns
from .context import Context
from .succession import began, ceased, person

if TYPE_CHECKING:
    import polars as pl

CONSENTING = frozenset(
    {
        "deposit",
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "succession",
        "notification",
        "exchange",
    }
)
WITHOUT_EFFECT = frozenset(
    {
        "negotiation",
        "initialling",
        "adoption",
        "reservation",
        "objection",
        "declaration",
        "reservation_withdrawal",
        "registration",
        "entry_into_force",
    }
)
"""Acts that change no one's standing where the record holds the rule. A treaty with an act of neither kind
is one for ``derive``."""
KNOWN = CONSENTING | WITHOUT_EFFECT | {"signature", "denunciation"}
KEY = ["treaty", "party"]


def parties(acts: pl.DataFrame, context: Context) -> pl.DataFrame:
    """What the law needs to know of each code: the person behind it, and what makes it a single case."""
    import polars as pl

    codes = acts["party"].unique().sort().to_list()
    links = [began(code, context) for code in codes]
    people = [person(code, context) for code in codes]
    gone = [ceased(name, context) for name in people]
    return pl.DataFrame(
        {
            "party": codes,
            "person": people,
            "organization": [context.is_organization(code) for code in codes],
            "independence": [link.date if link else None for link in links],
            "ceased": [link.date if link else None for link in gone],
        },
        schema_overrides={
            "party": pl.String,
            "person": pl.String,
            "organization": pl.Boolean,
            "independence": pl.Date,
            "ceased": pl.Date,
        },
    )


def table(rules: list[Rule]) -> pl.DataFrame:
    """One row a treaty."""
    import polars as pl

    columns: dict[str, Any] = {
        name: [getattr(rule, name) for rule in rules]
        for name in ("treaty", "need", "fixed", "organizations", "successions", "floor")
    }
    columns["noticed"] = [rule.notice is not None for rule in rules]
    types: dict[str, Any] = {
        "treaty": pl.String,
        "need": pl.Int32,
        "fixed": pl.Date,
        "floor": pl.Date,
        "organizations": pl.Boolean,
        "successions": pl.Boolean,
        "noticed": pl.Boolean,
    }
    for name in ("branch", "after", "later", "notice"):
        columns |= delay_columns(name, (getattr(rule, name) for rule in rules))
        types |= {f"{name}_months": pl.Int32, f"{name}_days": pl.Int32}
        types |= {f"{name}_next": pl.Boolean, f"{name}_first": pl.Int32}
    return pl.DataFrame(columns, schema_overrides=types)


def delayed(day: pl.Expr, name: str) -> pl.Expr:
    """``apply_delay`` over columns: the day-number that a month lacks becomes the month's last day."""
    import polars as pl

    plain = _months(day, pl.col(f"{name}_months")) + pl.duration(days=pl.col(f"{name}_days"))
    following = _months(plain.dt.month_start(), pl.lit(1))
    first = _months(day.dt.month_start(), pl.col(f"{name}_first"))
    return (
        pl.when(pl.col(f"{name}_first").is_not_null())
        .then(first)
        .when(pl.col(f"{name}_next"))
        .then(following)
        .otherwise(plain)
        .cast(pl.Date)
    )


def _months(day: pl.Expr, months: pl.Expr) -> pl.Expr:
    import polars as pl

    index = day.dt.year() * 12 + day.dt.month().cast(pl.Int32) - 1 + months
    start = pl.date(index // 12, index % 12 + 1, 1)
    last = start.dt.month_end()
    return pl.min_horizontal(start + pl.duration(days=day.dt.day().cast(pl.Int64) - 1), last)


def columns(
    acts: pl.DataFrame, table: pl.DataFrame, rules: Mapping[str, Rule]
) -> tuple[pl.DataFrame, pl.DataFrame, set[str]]:
    import polars as pl

    acts = acts.with_columns(
        pl.when(pl.col("act") == "succession")
        .then(
            pl.coalesce(
                "effective",
                pl.when(pl.col("independence") <= pl.col("date")).then("independence"),
                "date",
            )
        )
        .alias("effect")
    )
    given = acts.filter(pl.col("act").is_in(list(CONSENTING)))
    entries = _entries(given, table, rules)
    outs = _outs(acts, table)
    stretches = (
        _stretches(given, outs)
        .join(entries, on="treaty", how="left")
        .join(table.select("treaty", "^later_.*$"), on="treaty", how="left")
    )
    own = delayed(pl.col("at"), "later")
    entry = (
        pl.when(pl.col("entry").is_null())
        .then(None)
        .when(pl.col("effect").is_not_null())
        .then(pl.max_horizontal("effect", "entry"))
        .when(pl.col("at") <= pl.col("settled"))
        .then(pl.col("entry"))
        .otherwise(pl.max_horizontal(own, "entry"))
    )
    stretches = stretches.with_columns(entry.alias("bound"))
    spells = _spells(acts, stretches, outs)
    return (
        entries.select("treaty", "entry", pl.col("entry").alias("entry_latest")),
        spells,
        _undecided(acts, given, outs, stretches),
    )


def _entries(given: pl.DataFrame, table: pl.DataFrame, rules: Mapping[str, Rule]) -> pl.DataFrame:
    """When the consents needed were there (``settled``), and the general entry into force (``entry``)."""
    import polars as pl

    lists = [(rule.treaty, name) for rule in rules.values() if rule.named is not None for name in rule.named]
    named = pl.DataFrame(lists, schema={"treaty": pl.String, "person": pl.String}, orient="row")
    closed = named.select("treaty").unique().with_columns(pl.lit(True).alias("closed"))
    counted = (
        given.join(table.select("treaty", "organizations", "successions"), on="treaty")
        .join(closed, on="treaty", how="left")
        .join(named.with_columns(pl.lit(True).alias("listed")), on=["treaty", "person"], how="left")
        .filter(
            (pl.col("organizations") | ~pl.col("organization"))
            & (pl.col("successions") | (pl.col("act") != "succession"))
            & (pl.col("closed").is_null() | pl.col("listed").is_not_null())
        )
    )
    first = counted.group_by("treaty", "person").agg(pl.col("date").min()).sort("treaty", "date", "person")
    ranked = first.with_columns((pl.int_range(pl.len(), dtype=pl.Int32).over("treaty") + 1).alias("need"))
    met = table.join(ranked.select("treaty", "need", "date"), on=["treaty", "need"], how="left")
    met = met.with_columns(pl.coalesce("date", "fixed").alias("settled"))
    branch = pl.max_horizontal(delayed(pl.col("settled"), "branch"), "floor")
    # A floor alone is no entry into force: without the consents there is none.
    met = met.with_columns(pl.when(pl.col("settled").is_not_null()).then(branch).alias("met"))
    return met.with_columns(delayed(pl.col("met"), "after").alias("entry")).select(
        "treaty", "settled", "entry"
    )


def _outs(acts: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """When each notice takes effect."""
    import polars as pl

    notices = acts.filter(pl.col("act") == "denunciation")
    found = notices.join(table.select("treaty", "noticed", "^notice_.*$"), on="treaty", how="left")
    return found.select(
        "treaty",
        "person",
        "noticed",
        pl.col("date").alias("told"),
        delayed(pl.col("date"), "notice").alias("out"),
    )


def _stretches(given: pl.DataFrame, outs: pl.DataFrame) -> pl.DataFrame:
    """One row for each time a person joined: consents between two exits are one, the first counts."""
    import polars as pl

    order = pl.when(pl.col("act") == "succession").then(0).otherwise(1)
    consents = given.select("treaty", "person", pl.col("date").alias("at"), "effect", order.alias("order"))
    left = outs.select("treaty", "person").unique()
    stay = consents.join(left, on=["treaty", "person"], how="anti").with_columns(
        pl.lit(0, dtype=pl.UInt32).alias("nth")
    )
    gone = consents.with_row_index("row").join(left, on=["treaty", "person"], how="semi")
    before = (
        gone.join(outs.select("treaty", "person", "out"), on=["treaty", "person"])
        .group_by("row")
        .agg((pl.col("out") < pl.col("at")).sum().cast(pl.UInt32).alias("nth"))
    )
    gone = gone.join(before, on="row", how="left").drop("row")
    both = pl.concat([stay, gone.select(stay.columns)]).sort("treaty", "person", "at", "order")
    return both.group_by("treaty", "person", "nth", maintain_order=True).agg(
        pl.col("at").first(), pl.col("effect").first()
    )


def _spells(acts: pl.DataFrame, stretches: pl.DataFrame, outs: pl.DataFrame) -> pl.DataFrame:
    """Changes of standing in order of time, each until the next; before the first: none."""
    import polars as pl

    begun = pl.min_horizontal("at", "bound")
    first = stretches.group_by("treaty", "person").agg(begun.min().alias("begun"))
    signed = (
        acts.filter(pl.col("act") == "signature")
        .group_by("treaty", "person")
        .agg(pl.col("date").min().alias("from"))
        .join(first, on=["treaty", "person"], how="left")
        .filter(pl.col("begun").is_null() | (pl.col("from") < pl.col("begun")))
    )
    waiting = stretches.filter(pl.col("bound").is_null() | (pl.col("at") < pl.col("bound")))
    bound = stretches.filter(pl.col("bound").is_not_null())
    names = [pl.col("treaty"), pl.col("person").alias("party")]
    everyone = acts.select("treaty", "person").unique()
    changes = pl.concat(
        [
            everyone.select(
                *names, pl.lit("none").alias("status"), pl.lit(None, dtype=pl.Date).alias("from")
            ),
            signed.select(*names, pl.lit("signatory").alias("status"), "from"),
            waiting.select(*names, pl.lit("contracting").alias("status"), pl.col("at").alias("from")),
            bound.select(*names, pl.lit("party").alias("status"), pl.col("bound").alias("from")),
            outs.select(*names, pl.lit("former").alias("status"), pl.col("out").alias("from")),
        ]
    ).sort([*KEY, "from"], nulls_last=False)
    again = (pl.col("status") == pl.col("status").shift(1)).over(KEY)
    changes = changes.filter(again.is_null() | ~again)
    until = pl.col("from").shift(-1).over(KEY)
    return changes.select(
        *KEY, "status", "from", pl.col("from").alias("from_latest"), until.alias("until"),
        until.alias("until_latest"),
    )  # fmt: skip


def _undecided(
    acts: pl.DataFrame, given: pl.DataFrame, outs: pl.DataFrame, stretches: pl.DataFrame
) -> set[str]:
    """Treaties whose acts need the single derivation: States that ceased, acts of other kinds, and exits
    that meet an entry or a consent on their way, or leave nobody."""
    import polars as pl

    person = ["treaty", "person"]
    # A State that ceased matters only if it had acted, or was bound, before (Austria, after 1945, goes on).
    early_act = pl.min_horizontal("date", "effect") < pl.col("ceased")
    odd = [acts.filter(early_act | ~pl.col("act").is_in(list(KNOWN)))]
    stated = (pl.col("act") == "denunciation") & pl.col("effective").is_not_null()
    odd.append(acts.filter(stated))
    # The effect of a succession precedes the act: after an exit it would reach back beyond that exit.
    odd.append(stretches.filter((pl.col("nth") > 0) & pl.col("effect").is_not_null()))
    if outs.height:
        odd.append(outs.filter(~pl.col("noticed")))
        odd.append(outs.join(given, left_on=[*person, "out"], right_on=[*person, "date"], how="semi"))
        # Consent given anew while the notice runs.
        anew = outs.join(given.select(*person, "date"), on=person)
        odd.append(anew.filter((pl.col("date") >= pl.col("told")) & (pl.col("date") < pl.col("out"))))
        met = outs.join(stretches, on=person, how="left")
        # Effect before the treaty binds the sender, or between its return and that return's effect.
        early = pl.col("bound").is_null() | (
            (pl.col("out") >= pl.col("at")) & (pl.col("out") <= pl.col("bound"))
        )
        first = met.group_by([*person, "out"]).agg(pl.col("bound").min().alias("first"))
        odd.append(met.filter(early))
        odd.append(first.filter(pl.col("first").is_null() | (pl.col("out") <= pl.col("first"))))
        joined = given.group_by("treaty").agg(pl.col("person").n_unique().alias("all"))
        leaving = outs.group_by("treaty").agg(pl.col("person").n_unique().alias("gone"))
        odd.append(leaving.join(joined, on="treaty", how="left").filter(pl.col("gone") >= pl.col("all")))
    return {name for frame in odd for name in frame["treaty"].unique().to_list()}
