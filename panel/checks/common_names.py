"""Words with a capital that claim nothing, for the check of names. Lower case, singular, without accents.

A word belongs here if no editor would ask for its source: every reader of developer tools knows it,
and a critique that uses it says nothing about anyone.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON = _words(
    # Languages, systems and places of work that every developer knows.
    "python pythonic javascript typescript java go rust c c++ c# sql bash html css linux windows macos "
    "mac unix posix git github docker dockerfile makefile markdown pypi npm unicode utf ascii internet "
    "web boolean "
    # The calendar; whether a date is right is asked by another check.
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december christmas q1 q2 q3 q4 h1 h2 "
    # Abbreviations of the trade: kinds of thing, not one thing.
    "api cli ui gui ux dx ai ml llm gpu cpu vcpu tpu ram ssd vm os db dbms rdbms orm sdk ide pr faq rfc "
    "sla slo ci cd etl elt olap oltp rag sso rbac acid crud rest rpc dag dsl ast jit tls ssl ssh tcp ip "
    "dns http https url uri id uuid regex repl json jsonl yaml toml xml csv pdf readme license licence "
    "changelog todo eof p50 p90 p95 p99 select insert join "
    "saas paas oss foss b2b b2c gb mb kb tb gib mib kib tib qps rps "
    "tps ms ttl eta eol lts mvp poc kpi roi arr mrr arpu tco usd eur gbp cto cio ceo cfo coo ciso vp hr "
    "it qa sre pii "
    # The largest places, and adjectives of places and people.
    "us usa uk eu europe america asia africa european american british english german french italian "
    "spanish dutch swiss chinese japanese korean indian russian african asian western eastern bayesian "
    # This panel's own words, and words of order.
    "ship skip ok part plan phase step tier series option chapter version"
)
"""Names so common that they claim nothing."""

SAME = {"postgresql": "postgres", "k8s": "kubernetes", "js": "javascript", "ts": "typescript"}
"""Other spellings of a name: either is held where the other is."""

ORDINARY = _words(
    # Words that are no name wherever they stand with a capital.
    "a an the no not yes if and or but nor for in on at to of by with as so it its this that these those "
    "there here what who which whose why how when where whether whoever whatever everything something "
    "anything nothing everyone someone anyone everybody nobody somebody one another each neither either "
    "none both all some most much more less little few many other others he she they we you your yours my "
    "mine our let today tomorrow yesterday now then also often otherwise instead still yet even only "
    # Titles and departments.
    "head chief officer director president manager lead engineering platform finance procurement people "
    "staff "
    # Nouns without an article that a sentence begins with.
    "price cost money cash revenue profit margin value time speed scale size memory storage disk latency "
    "throughput bandwidth power cloud code software hardware data metadata text output input work labour "
    "effort help support advice trust faith doubt habit inertia gravity demand supply growth churn proof "
    "evidence history access security privacy risk debt state traffic load weight research progress "
    "change choice control order law logic luck hype talent uptime downtime default telemetry simple "
    "complex convenience cleanup patch test "
    "paper labour silence"
)
"""Words that are read as ordinary ones where they stand alone."""
