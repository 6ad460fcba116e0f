"""Measures how fast names are looked up in real lists, beside two peers on the same lists and the same queries.

    python benchmarks/speed/names.py              ours, rapidfuzz by brute force, nomenklatura: figures and ratios
    python benchmarks/speed/names.py --grow N     N names made by permuting the words of the lists (1000000): how it grows

The lists are OFAC's of 2021-07-07 and the Security Council's of 2025-04-19, the queries the names of customers who are on no list and
of some who are, all of the test data (INFORCE_TEST_DATA). Every figure is CPU time of one process; each peer runs in a process of
its own, nomenklatura in an environment of its own, made when it is asked for, under .inforce/peers. What is pinned in limits.json are
ratios: seconds differ from machine to machine.

nomenklatura is given fifty names for each query, those that rapidfuzz finds nearest, as its service takes fifty from its search
engine; its figure is what comparing these costs, without finding them.
"""

import csv
import gzip
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LIMITS = HERE / "limits.json"
DATA = Path(os.environ.get("INFORCE_TEST_DATA", HERE.parents[2] / "shared/data"))
PEERS = HERE.parents[1] / ".inforce/peers"
NOMENKLATURA = "nomenklatura==4.17.4"
BATCH, BRUTE, PAIRED, SINGLE = 5_000, 200, 10, 500
THRESHOLD = 0.7


def queries() -> list[str]:
    """Names of customers, one in twenty of which is that of a listed person, in an order that never changes."""
    files = "innocents_us.csv", "innocents_global.csv", "un_queries.csv"
    found = []
    for name in files:
        with (DATA / "names" / name).open(encoding="utf-8", newline="") as file:
            found += [row["full_name"] for row in csv.DictReader(file)]
    random.Random(5).shuffle(found)
    return found


@contextmanager
def home() -> Iterator[Path]:
    """A directory with both lists filed in it, and nothing else."""
    import inforce.lists
    from inforce.store.archive import Archive

    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "given")
        given.mkdir()
        sources = [
            *sorted((DATA / "lists/ofac/csv").glob("ofac_2021-07-07_*.csv.gz")),
            DATA / "lists/un_consolidated/un_consolidated_2025-04-19.xml.gz",
        ]
        for source in sources:
            with gzip.open(source) as there, (given / source.stem.replace("ofac_2021-07-07_", "")).open("wb") as here:
                shutil.copyfileobj(there, here)
        archive = Archive(Path(folder, "home"))
        from datetime import date

        inforce.lists.add(archive, "ofac_sdn", sorted(given.glob("*.csv")), date(2021, 7, 7))
        inforce.lists.add(archive, "un_consolidated", sorted(given.glob("*.xml")), date(2025, 4, 19))
        yield archive.home


def listed(where: Path) -> list[tuple[str, str]]:
    """Every listed name and the schema of its entry."""
    import inforce

    return [(n.text, d.schema) for d in inforce.as_known(home=where).designations for n in d.names]


def ours(where: Path) -> dict[str, float]:
    """Building, batches with what is known of words forgotten and remembered, single queries with their explanation."""
    import inforce

    start = time.process_time()
    ref = inforce.as_known(home=where)
    opened_s = time.process_time() - start
    asked = queries()
    start = time.process_time()
    ref.names.search(asked[:BATCH], THRESHOLD)
    cold = time.process_time() - start
    start = time.process_time()
    hits = ref.names.search(asked[BATCH : 2 * BATCH], THRESHOLD)
    words_warm = time.process_time() - start
    start = time.process_time()
    ref.names.search(asked[:BATCH], THRESHOLD)
    warm = time.process_time() - start
    each = []
    for name in asked[2 * BATCH : 2 * BATCH + SINGLE] or asked[:SINGLE]:
        start = time.process_time()
        [[(p.name, p.score) for p in h.comparison.parts] for h in ref.names.search([name], THRESHOLD)[0]]
        each.append(time.process_time() - start)
    each.sort()
    return {
        "opened_s": opened_s,
        "cold_us": cold / BATCH * 1e6,
        "next_us": words_warm / BATCH * 1e6,
        "warm_us": warm / BATCH * 1e6,
        "p50_ms": each[len(each) // 2] * 1e3,
        "p99_ms": each[len(each) * 99 // 100] * 1e3,
        "hits_per_1000": sum(map(len, hits)) / BATCH * 1e3,
    }


def rapidfuzz(where: Path) -> dict[str, float]:
    """Every query with every listed name by token_sort_ratio, in batches: the cheapest thing that could be called screening."""
    from rapidfuzz import fuzz, process, utils

    names = [utils.default_process(n) for n, _ in listed(where)]
    asked = [utils.default_process(n) for n in queries()[:BRUTE]]
    start = time.process_time()
    process.cdist(asked, names, scorer=fuzz.token_sort_ratio, score_cutoff=70, workers=1)
    return {"us": (time.process_time() - start) / BRUTE * 1e6}


def nomenklatura(where: Path) -> dict[str, float]:
    """Pairs of each query and the fifty names nearest to it, compared by logic-v2 in its own environment."""
    from rapidfuzz import fuzz, process

    names = [n for n, schema in listed(where) if schema == "Person"]
    pairs = [(q, near) for q in queries()[:PAIRED] for near, _, _ in process.extract(q, names, scorer=fuzz.token_sort_ratio, limit=50)]
    done = subprocess.run([peer(NOMENKLATURA), "-c", _LOGIC_V2], input=json.dumps(pairs), stdout=subprocess.PIPE, check=True, text=True)
    found = json.loads(done.stdout)
    return {**found, "us": found["us_per_pair"] * len(pairs) / PAIRED}


def peer(wanted: str) -> Path:
    """The Python of an environment that holds this package and nothing of ours. One that was left half made, is of another version or of
    another Python is made anew: the stamp is written last."""
    where = PEERS / wanted.split("==")[0]
    stamp, made = where / "made", f"{wanted} {sys.version}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != made:
        stamp.unlink(missing_ok=True)
        print(f"making an environment for {wanted} in {where}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", where], check=True)
        subprocess.run([where / "bin/python", "-m", "pip", "install", "--quiet", wanted], check=True, stdout=sys.stderr)
        stamp.write_text(made, encoding="utf-8")
    return where / "bin/python"


_LOGIC_V2 = """
import json, resource, sys, time
start = time.process_time()
from followthemoney import model
from nomenklatura.matching import LogicV2
pairs = json.load(sys.stdin)
config = LogicV2.default_config()
def entity(name, n):
    return model.get_proxy({"id": f"q{n}", "schema": "Person", "properties": {"name": [name]}})
def compare(pair):
    return LogicV2.compare(entity(pair[0], 1), entity(pair[1], 2), config)
compare(pairs[0])
first = time.process_time() - start
start = time.process_time()
for pair in pairs:
    compare(pair)
each = (time.process_time() - start) / len(pairs)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"us_per_pair": each * 1e6, "first_s": first, "peer_mb": peak}))
"""


def first_answer(where: Path) -> dict[str, float]:
    """A new process, from its start to its end, that screens one name through the command line with the index mapped; byte code, and what
    is kept beside it, is there from the second turn on, as in a package that is installed and was used."""
    row = where / "one.csv"
    row.write_text("id,schema,name\na,Person,Kim Yong Chol\n", encoding="utf-8")
    command = [sys.executable, "-m", "inforce", "screen", str(row), "--day", "2025-06-01", "--out", str(where / "one.json")]
    env = {**os.environ, "INFORCE_HOME": str(where), "PYTHONPATH": str(HERE.parents[1] / "src"), "OMP_NUM_THREADS": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    turns = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=env, check=False, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        turns.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"cpu_s": min(turns[1:]), "mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


def grow(n: int) -> None:
    """So many names made by permuting the words of the listed ones: building, size, batch and single queries."""
    from inforce.base.nouns import Designation, Evidence, Name
    from inforce.match import Index, arrays_of, opened, write

    with home() as where, tempfile.TemporaryDirectory() as folder:
        luck, real = random.Random(2), [name.split() for name, schema in listed(where) if schema == "Person"]
        words = [w for name in real for w in name]
        names = (" ".join(luck.choices(words, k=len(luck.choice(real)))) for _ in range(n))
        made = [Designation(f"x/{i:07}", "x", str(i), "Person", (Name(name),), Evidence("x", str(i), "")) for i, name in enumerate(names)]
        start = time.process_time()
        write(Path(folder, "grown"), arrays_of(made))
        built, size = time.process_time() - start, Path(folder, "grown").stat().st_size / 1e6
        index, asked = Index(made, opened(Path(folder, "grown"))), queries()
        for name in ("cold", "warm"):
            start = time.process_time()
            hits = index.search(asked[:BRUTE], THRESHOLD)
            each = (time.process_time() - start) / BRUTE
            print(f"{n:,} names, {name}: {1 / each:,.0f} names/s of CPU time, {sum(map(len, hits)) / BRUTE:.1f} hits each")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{n:,} names: built in {built:.0f} CPU s, {size:.0f} MB on disk, {peak:.0f} MB at most while building")


PARTS = {"ours": ours, "rapidfuzz": rapidfuzz, "nomenklatura": nomenklatura, "first_answer": first_answer}


def measured(part: str, where: Path) -> dict[str, float]:
    """One part in a process of its own."""
    done = subprocess.run([sys.executable, __file__, part, str(where)], stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def told(found: dict[str, dict[str, float]]) -> list[str]:
    """The figures, and where one is past its limit."""
    us, rf, nk, cli = (found[p] for p in PARTS)
    batch = ", ".join(f"{name} {1e6 / us[key]:,.0f}" for name, key in (("cold", "cold_us"), ("the next", "next_us"), ("again", "warm_us")))
    lines = [
        f"{BATCH:,} customers in a batch, per second of CPU time: {batch}; {us['hits_per_1000']:.1f} hits for 1,000",
        f"one at a time with explanation: p50 {us['p50_ms']:.2f} ms, p99 {us['p99_ms']:.2f} ms; {us['peak_mb']:.0f} MB at most",
        f"rapidfuzz by brute force: {1e6 / rf['us']:,.0f} per second",
        f"nomenklatura's logic-v2 on fifty names each: {1e6 / nk['us']:,.1f} per second, {nk['us_per_pair']:.0f} us a pair",
        f"first answer of a new process, with byte code: {cli['cpu_s']:.2f} CPU s, {cli['mb']:.0f} MB",
        f"first answer of logic-v2: {nk['first_s']:.2f} CPU s, {nk['peer_mb']:.0f} MB",
    ]
    print("\n".join(f"names: {line}" for line in lines))
    ratios = {
        "cold_to_rapidfuzz": us["cold_us"] / rf["us"],
        "warm_to_rapidfuzz": us["warm_us"] / rf["us"],
        "warm_to_nomenklatura": us["warm_us"] / nk["us"],
        "first_answer_to_nomenklatura": cli["cpu_s"] / nk["first_s"],
        "first_answer_mb": cli["mb"],
    }
    limits: dict[str, Any] = json.loads(LIMITS.read_text(encoding="utf-8"))["names"]
    print("names:", ", ".join(f"{name} {ratio:.4g} (limit {limits[name]})" for name, ratio in ratios.items()))
    return [f"names: {name} is {ratio:.4g}, past its limit {limits[name]}" for name, ratio in ratios.items() if ratio > limits[name]]


def main(args: list[str]) -> int:
    """Measures all, or one part, or growth; 0 if every ratio is within its limit."""
    if args[:1] == ["--grow"]:
        grow(int(args[1]))
        return 0
    if args:
        found = PARTS[args[0]](Path(args[1]))
        print(json.dumps({"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, **found}))
        return 0
    with home() as where:
        import inforce

        inforce.as_known(home=where)  # made once, so that what is measured opens it
        wrong = told({part: measured(part, where) for part in PARTS})
    print("\n".join(wrong) or "names: every ratio is within its limit", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
