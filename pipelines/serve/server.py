"""`synth serve`: rewards over HTTP, for trainers that ask a server for them.

One process speaks HTTP, and a pool of processes judges. Every error is a JSON object whose `error` says what is wrong: 400 a body that
cannot be read, 404 a path that there is not, 413 a body that is too large, 422 a row that cannot be scored, 503 too much waiting (try
again)."""

import asyncio
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from aiohttp import WSMsgType, web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from synth.pipelines.serve import episodes
from synth.pipelines.serve.episodes import Episodes, Failure
from synth.pipelines.serve.pool import Busy, Pool, Refused
from synth.pipelines.serve.protocols import PROTOCOLS, Asked
from synth.schemas.errors import SynthError
from synth.schemas.problem import Frozen

GRACE = 20.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ServeRequest(Frozen, frozen=True):
    """How a server is to be."""

    host: str = "127.0.0.1"
    port: int = 8400
    """0: one that is free."""
    workers: int = 2
    seconds: float = 30.0
    """For one completion at work."""
    body: int = 64
    """MiB of a request at most."""
    most: int = 200_000
    """Completions that may wait."""
    tasks: tuple[str, ...] = ()
    """What OpenEnv's episodes are drawn from; everything when empty."""
    difficulty: str = "1..10"
    lang: str = "en"


class _Metrics:
    """What Prometheus reads at `/metrics`."""

    def __init__(self, pool: Pool) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("synth_requests", "Requests by path and status.", ["path", "status"], registry=self.registry)
        self.judged = Counter("synth_completions", "Completions judged, by path and verdict.", ["path", "verdict"], registry=self.registry)
        self.seconds = Histogram("synth_request_seconds", "Seconds that a request took.", ["path"], registry=self.registry)
        for name, text, value in (
            ("synth_waiting", "Completions that wait.", lambda: pool.waiting),
            ("synth_workers", "Worker processes that run.", lambda: len(pool.processes)),
            ("synth_workers_died", "Worker processes that died.", lambda: pool.ended["died"]),
            ("synth_workers_late", "Worker processes that were killed over a completion that took too long.", lambda: pool.ended["late"]),
        ):
            Gauge(name, text, registry=self.registry).set_function(value)


async def serve(request: ServeRequest, ready: Callable[[int], None] = lambda port: None) -> None:
    """Serves until Ctrl-C, SIGTERM or until it is cancelled; requests that are open then have `GRACE` seconds. ready: called with the port.
    Raises SynthError where the port cannot be used."""
    stopped = asyncio.Event()
    if threading.current_thread() is threading.main_thread():
        # What a signal raises elsewhere would end whatever callback of the loop is at work, and leave behind what waits for it.
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with Pool(request.workers, request.seconds, request.most) as pool:
        runner = web.AppRunner(application(pool, request), access_log=None, shutdown_timeout=GRACE)
        await runner.setup()
        site = web.TCPSite(runner, request.host, request.port, backlog=1024)
        try:
            await site.start()
        except OSError as error:
            raise SynthError(f"{request.host}:{request.port} cannot be used ({error.strerror}).") from error
        try:
            ready(runner.addresses[0][1])
            await stopped.wait()
        finally:
            await runner.cleanup()


def application(pool: Pool, request: ServeRequest) -> web.Application:
    """The routes, over a pool that runs."""
    metrics, drawn = _Metrics(pool), Episodes(pool.ask, request.tasks, request.difficulty, request.lang)

    @web.middleware
    async def told(request: web.Request, handler: Handler) -> web.StreamResponse:
        start, path = time.monotonic(), request.path if request.match_info.route.resource else "other"
        reply = await _answered(request, handler)
        metrics.requests.labels(path, reply.status).inc()
        metrics.seconds.labels(path).observe(time.monotonic() - start)
        return reply

    async def rewards(asked: web.Request) -> web.Response:
        found: Asked = PROTOCOLS[asked.path](await asked.read(), asked.query)
        judged = await pool.ask(found.jobs)
        for one in judged:
            metrics.judged.labels(asked.path, one["reason"] or "accepted").inc()
        return _json(found.reply(judged))

    async def reset(asked: web.Request) -> web.Response:
        return _json(await drawn.session().reset(msgspec.json.decode(await asked.read() or b"{}")))

    async def step(asked: web.Request) -> web.Response:
        return _json(await drawn.session().step(msgspec.json.decode(await asked.read(), type=dict[str, Any]).get("action")))

    async def health(asked: web.Request) -> web.Response:
        return _json({"status": "healthy"}) if pool.processes else _json({"status": "unhealthy"}, 503)

    async def socket(asked: web.Request) -> web.WebSocketResponse:
        connection, episode = web.WebSocketResponse(max_msg_size=request.body << 20, heartbeat=30), drawn.session()
        await connection.prepare(asked)
        async for message in connection:
            if message.type is not WSMsgType.TEXT:
                break
            try:
                reply = await episode.message(msgspec.json.decode(message.data, type=dict[str, Any]))
            except (ValueError, RecursionError, Refused, Busy) as error:
                kind = "EXECUTION_ERROR" if isinstance(error, Refused | Busy) else "VALIDATION_ERROR"
                reply = {"type": "error", "data": Failure(str(error) or "too many completions wait", kind)}
            if reply is None:
                break
            await connection.send_str(msgspec.json.encode(reply).decode())
        await connection.close()
        return connection

    async def exposed(asked: web.Request) -> web.Response:
        return web.Response(body=generate_latest(metrics.registry), content_type="text/plain")

    def constant(value: Mapping[str, Any]) -> Callable[[web.Request], Any]:
        async def reply(asked: web.Request) -> web.Response:
            return _json(value)

        return reply

    made = web.Application(middlewares=[told], client_max_size=request.body << 20)
    made.router.add_routes([web.post(path, rewards) for path in PROTOCOLS])
    made.router.add_routes([web.post("/reset", reset), web.post("/step", step), web.get("/ws", socket)])
    made.router.add_routes([web.get("/health", health), web.get("/metrics", exposed)])
    state = {"episode_id": None, "step_count": 0}
    for path, value in (("/schema", episodes.SCHEMA), ("/metadata", episodes.METADATA), ("/state", state)):
        made.router.add_get(path, constant(value))
    return made


async def _answered(asked: web.Request, handler: Handler) -> web.StreamResponse:
    """The reply, or what is wrong in words."""
    try:
        return await handler(asked)
    except web.HTTPException as error:
        told = error.text or error.reason
        if error.status == 404:
            told = f"{asked.path}: there is {', '.join(PROTOCOLS)}, /reset, /step, /ws, /health and /metrics"
        return _json({"error": told}, error.status)
    except (ValueError, RecursionError) as error:  # msgspec's errors are such too; the latter: nested too deep
        return _json({"error": f"{asked.path}: {error}"}, 400)
    except Refused as error:
        return _json({"error": str(error)}, 422)
    except Busy:
        reply = _json({"error": "too many completions wait; try again"}, 503)
        reply.headers["Retry-After"] = "1"
        return reply


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), status=status, content_type="application/json")
