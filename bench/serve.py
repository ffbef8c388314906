"""How much does `synth serve` judge, how fast does it reply, and does it lose or mix up anything when its workers are killed?

Starts a server on loopback. First many completions at once, in requests of 100 that are all open together; until half of them are answered
workers are killed one after another, and every reward is compared with what `judge` gives here. Then requests of one completion from as
many connections as stated, without killing. `python bench/serve.py [COMPLETIONS]`, 100,000 unless told otherwise; needs the extras `serve`
and `test`."""

import asyncio
import random
import re
import subprocess
import sys
import time
from itertools import islice

import aiohttp
import psutil

import synth
from synth.verifiers import judge
from synth.verifiers.adapters.label import label

TASKS = ("logic/game_of_24", "logic/sudoku", "math/recurrence", "honest/logical_inference", "tabular/spreadsheet")
WORKERS, AT_ONCE, KILLS = 2, 100, 50
"""Workers of the server; completions of a large request; workers that are killed."""


def cases() -> list[tuple[dict, str, dict]]:
    """(row, completion, what `judge` says) of right and wrong completions."""
    found = []
    for name in TASKS:
        for row in islice(synth.stream(name, "1..6", seed=1), 40):
            solution = row["trajectory"][0]["content"] if row["trajectory"] else f"<answer>{row['extra_info']['answer']}</answer>"
            texts = (solution, "<answer>0</answer>", "I do not know.")
            found += [(row, text, judge(row["data_source"], text, row["reward_model"]["ground_truth"])) for text in texts]
    return found


def kill_a_worker(server: int, rng: random.Random) -> int:
    """Kills one of the server's processes; their number, 0 or 1."""
    running = [child for child in psutil.Process(server).children() if child.is_running()]
    if running:
        rng.choice(running).kill()
    return len(running[:1])


async def large(session: aiohttp.ClientSession, url: str, server: int, known: list, completions: int) -> None:
    rng, killed, answered = random.Random(0), 0, 0
    chosen = [rng.choices(range(len(known)), k=AT_ONCE) for _ in range(completions // AT_ONCE)]

    async def one(numbers: list[int]) -> int:
        nonlocal answered, killed
        items = [
            {"data_source": row["data_source"], "completion": text, "ground_truth": row["reward_model"]["ground_truth"]}
            for row, text, _ in map(known.__getitem__, numbers)
        ]
        async with session.post(f"{url}/score", json={"completions": items}) as reply:
            told = await reply.json()
        assert reply.status == 200, told
        answered += 1
        half = len(chosen) / 2  # later, few are left, and one that is hit again and again would be held to kill processes itself
        if answered <= half and answered * KILLS // half > (answered - 1) * KILLS // half:
            killed += kill_a_worker(server, rng)
        results = told["results"]
        return abs(len(results) - len(numbers)) + sum(found != known[number][2] for found, number in zip(results, numbers, strict=False))

    start = time.monotonic()
    wrong = sum(await asyncio.gather(*map(one, chosen)))
    seconds = time.monotonic() - start
    told = f"{completions / seconds:,.0f} a second, {killed} workers killed, {wrong} lost or mixed up"
    print(f"{completions:,} at once in requests of {AT_ONCE}: {told}")


async def small(session: aiohttp.ClientSession, url: str, known: list, requests: int, connections: int) -> None:
    rng, times, wrong = random.Random(1), list[float](), 0
    left = iter(range(requests))

    async def one() -> None:
        nonlocal wrong
        for _ in left:
            row, text, expected = rng.choice(known)
            body = {"query": [f"Q{text}"], "prompts": ["Q"], "labels": [label(row)]}
            start = time.monotonic()
            async with session.post(f"{url}/openrlhf", json=body) as reply:
                wrong += (await reply.json())["rewards"] != [expected["reward"]]
            times.append(time.monotonic() - start)

    start = time.monotonic()
    await asyncio.gather(*(one() for _ in range(connections)))
    seconds = time.monotonic() - start
    p50, p99 = (sorted(times)[int(share * len(times))] * 1e3 for share in (0.5, 0.99))
    told = f"{requests / seconds:,.0f} a second, p50 {p50:.0f} ms, p99 {p99:.0f} ms, {wrong} wrong"
    print(f"{requests:,} requests of one completion, {connections} connections: {told}")


async def main(completions: int) -> None:
    known = cases()
    command = [sys.executable, "-m", "synth", "serve", "--port", "0", "--workers", str(WORKERS)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        url = re.search(r"http://[\d.:]+", server.stdout.readline())[0]
        limits = {"connector": aiohttp.TCPConnector(limit=0), "timeout": aiohttp.ClientTimeout(total=3600)}
        async with aiohttp.ClientSession(**limits) as session:
            await large(session, url, server.pid, known, completions)
            for connections in (1, 16, 256):
                await small(session, url, known, completions // 20, connections)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else 100_000))
