"""Client of an OpenAI-compatible endpoint with a cache on disk: no request is charged for twice.

A reply is cached as soon as it arrives, under a hash of all that it depends on (model, messages, sampling parameters, number of the
sample), so a run that was stopped goes on without asking again. Transient errors (429, 5xx, time-outs, lost connections, bodies that
are not of the protocol) are retried with exponential backoff; others stop the run, and nothing is lost by typing the same command.
The key comes from OPENAI_API_KEY and is written nowhere: it is masked where an answer repeats it, and redirects, which could take it to
another host, are not followed. A body is read up to a limit, and uncompressed, so that no endpoint can fill the memory.
"""

import asyncio
import json
import os
import re
import sys
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import msgspec

from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, SynthError, one_line
from synth.schemas.problem import Frozen

KEY = "OPENAI_API_KEY"
MASKED = 8  # characters that a key has at least to be a secret; local servers are given words such as EMPTY
MAX_BODY = 16 << 20
"""Bytes of an answer's body."""
MAX_BACKOFF_S, MAX_RETRY_AFTER_S = 60.0, 600.0
_TRANSIENT = (408, 409, 425, 429)  # and all from 500
_CONTENT = re.compile(
    r"context.?length|maximum context|too (?:long|large|many tokens)|content.?(?:filter|policy|management)", re.IGNORECASE
)
_encode = msgspec.json.Encoder(order="sorted").encode


class Endpoint(Frozen, frozen=True):
    """A language model behind an OpenAI-compatible API, and how it is asked."""

    url: str
    """Without `/chat/completions`: `http://localhost:8000/v1`."""
    model: str
    """Its name there, such as `Qwen/Qwen3-8B`."""
    temperature: float | None = None
    """Sampling temperature, such as `0.7`; not sent when None."""
    max_tokens: int | None = None
    """Tokens of one reply, such as `4096`; not sent when None."""
    timeout: float = 120.0
    """Seconds for a complete reply, however slowly its bytes come."""
    retries: int = 6
    """Tries after the first one."""
    backoff: float = 1.0
    """Seconds before the first retry; doubled for each further one."""

    def __post_init__(self) -> None:
        expected = RequestError(f"{self.url}: expected a URL such as http://localhost:8000/v1.", "endpoint")
        try:
            parts = urlsplit(self.url)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:  # a port out of range, half a bracket
            raise expected from None
        if not sound:
            raise expected
        if "@" in parts.netloc or parts.query:
            raise RequestError(f"must have no user, password or query in the URL; the key is read from {KEY}.", "endpoint")
        if not self.model.strip():
            raise RequestError(f"{self.model!r}: expected the name of a model.", "model")


class Reply(Frozen, frozen=True):
    """A completion."""

    text: str
    complete: bool
    """False when it was cut off, as by `max_tokens`."""
    tokens_in: int
    """Prompt tokens, as the endpoint counts them."""
    tokens_out: int
    """Completion tokens."""


class _CachedReply(Frozen, frozen=True):
    request: str
    """Hash of the request, as in the file's name: a file that was renamed or copied is not believed."""
    reply: Reply


class RequestRefused(Exception):
    """The endpoint will never answer this request, as it is too long or filtered. Others are not affected."""


class _BodyRefused(ValueError):
    """The body of an answer is larger than any answer, or compressed though that was not asked for."""


def _bounded_http(openai: Any) -> Any:
    """An HTTP client for the package that follows no redirect and reads no body past MAX_BODY, be it an answer's or an error's."""
    client = openai.DefaultAsyncHttpxClient
    # The package has changed its HTTP library once, so that is asked for by what the client descends from.
    library = next(sys.modules[kind.__module__.partition(".")[0]] for kind in client.__mro__ if kind.__name__ == "AsyncClient")

    class Bounded(library.AsyncByteStream):  # type: ignore[misc,name-defined]
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            size = 0
            async for part in self._stream:
                size += len(part)
                if size > MAX_BODY:
                    raise _BodyRefused(f"an answer of more than {MAX_BODY >> 20} MiB")
                yield part

        async def aclose(self) -> None:
            await self._stream.aclose()

    async def bound(response: Any) -> None:
        if response.headers.get("content-encoding", "") not in ("", "identity"):  # a few bytes could grow to gigabytes
            raise _BodyRefused("a compressed answer, which was not asked for")
        response.stream = Bounded(response.stream)

    return client(follow_redirects=False, headers={"Accept-Encoding": "identity"}, event_hooks={"response": [bound]})


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = 0
    completion_tokens: int | None = 0


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


def openai_package() -> Any:
    """The module, imported when it is needed. Raises RequestError where it is not installed."""
    try:
        import openai
    except ImportError:
        raise RequestError("A language model needs the openai package: pip install 'synth-rlvr[llm]'.") from None
    return openai


class Client:
    """Sends requests, from any number of threads. cache: folder or URI of the replies."""

    def __init__(self, endpoint: Endpoint, cache: str) -> None:
        self._openai = openai = openai_package()
        self._endpoint = endpoint
        self._cache = Store(cache, "cache")
        # Many local servers ask for no key, but the package insists on one.
        key = os.environ.get(KEY) or "none"
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.url, api_key=key, timeout=endpoint.timeout, max_retries=0, http_client=_bounded_http(openai)
        )
        # All requests live in one event loop: only there can a slow one be cut off while its bytes still come.
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._why = "Stopped. Type the same command to go on."
        self.sent = 0
        """Requests that were answered; the other replies came from the cache."""

    def stop(self, why: str = "") -> None:
        """Begin no further request; they raise SynthError with the first reason given. Replies to requests in flight are still cached
        when they arrive."""
        with self._lock:
            if why and not self._stopped.is_set():
                self._why = why
            self._stopped.set()

    def close(self) -> None:
        """Close connections and the thread. No request may be in flight."""
        asyncio.run_coroutine_threadsafe(self._client.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)

    def ask(self, prompt: str, sample: int) -> Reply:
        """One reply to a prompt. sample: another number asks for another reply. Raises RequestRefused, or SynthError in one line."""
        body = self._body(prompt)
        key = sha256(_encode({**body, "sample": sample})).hexdigest()
        path = f"{key[:2]}/{key}.json"
        reply = self._read(path, key)
        if reply is None:
            try:
                reply = self._send_with_retries(body, key)
            except SynthError as error:  # it would fail for all others too
                self.stop(str(error))
                raise SynthError(self._why) from None
            self._cache.write(path, _CachedReply(key, reply).to_json().encode())
            with self._lock:
                self.sent += 1
        return reply

    def _body(self, prompt: str) -> dict[str, Any]:
        sampling = {"temperature": self._endpoint.temperature, "max_tokens": self._endpoint.max_tokens}
        messages = [{"role": "user", "content": prompt}]
        return {"model": self._endpoint.model, "messages": messages} | {k: v for k, v in sampling.items() if v is not None}

    def _read(self, path: str, key: str) -> Reply | None:
        try:
            cached = _CachedReply.from_json(self._cache.read(path))
        except (FileNotFoundError, ValueError):
            return None
        return cached.reply if cached.request == key else None

    def _send_with_retries(self, body: dict[str, Any], key: str) -> Reply:
        jitter = int(key[:8], 16) / 2**32  # 0..1: requests that failed together do not come again together
        idempotent = {"Idempotency-Key": key}  # for servers that can tell a further try from a further request
        problem = ""
        for attempt in range(self._endpoint.retries + 1):
            if self._stopped.is_set():
                raise SynthError(self._why)
            wait = 0.0
            try:
                return _reply(asyncio.run_coroutine_threadsafe(self._send(body, idempotent), self._loop).result())
            except self._openai.APIStatusError as error:
                wait = self._retry_delay(error)
                problem = f"{error.status_code} {_error_text(error)}"
            except TimeoutError:
                problem = f"no whole answer in {self._endpoint.timeout:g} seconds"
            except (self._openai.APIError, ValueError, OSError, RecursionError) as error:
                # A lost connection, a body that is no answer or too large for one.
                problem = one_line(error.__cause__ if isinstance(error.__cause__, _BodyRefused) else error)
            if attempt < self._endpoint.retries:
                later = min(self._endpoint.backoff * 2**attempt, MAX_BACKOFF_S) * (0.5 + jitter)
                self._stopped.wait(max(later, wait))
        where = f"{self._endpoint.url} failed {self._endpoint.retries + 1} times"
        raise SynthError(f"{where}, at last with: {problem}. Answers so far are kept; type the same command to go on.")

    async def _send(self, body: dict[str, Any], headers: dict[str, str]) -> str:
        async with asyncio.timeout(self._endpoint.timeout):
            response = await self._client.chat.completions.with_raw_response.create(**body, extra_headers=headers)
        return str(response.text)

    def _retry_delay(self, error: Any) -> float:
        """Seconds that the endpoint asks to wait before another try. Raises RequestRefused or SynthError when that is pointless."""
        status, text = error.status_code, _error_text(error)
        if status in _TRANSIENT or status >= 500:
            return _retry_after(error.response.headers)
        if status in (400, 413, 422) and (status == 413 or _CONTENT.search(text)):
            raise RequestRefused(text)
        hint = f" Set {KEY}." if status in (401, 403) and not os.environ.get(KEY) else ""
        if 300 <= status < 400:
            target = _masked(one_line(ValueError(error.response.headers.get("location", "nowhere"))))
            text, hint = "a redirect, which is not followed", f" It leads to {target}; give that address if it is yours."
        raise SynthError(f"{self._endpoint.url} answers {status}: {text}.{hint} Answers so far are kept; type the same command to go on.")


def _reply(text: str) -> Reply:
    """Decoded by ourselves: a client that guesses what a server meant would hide a broken one. Raises ValueError."""
    try:
        completion = msgspec.json.decode(text, type=_Completion)
    except msgspec.DecodeError:  # half a surrogate pair, perhaps, which is not UTF-8 and which servers that cut tokens send
        completion = msgspec.convert(json.loads(text), _Completion)
    if not completion.choices:
        raise ValueError("an answer without choices")
    choice, usage = completion.choices[0], completion.usage or _Usage()
    content = (choice.message.content or "").encode("utf-8", "replace").decode()
    return Reply(_masked(content), choice.finish_reason in (None, "stop"), usage.prompt_tokens or 0, usage.completion_tokens or 0)


def _error_text(error: Any) -> str:
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    text = one_line(ValueError(message if isinstance(message, str) else error.message))
    return _masked(text)


def _masked(text: str) -> str:
    """A text without the key, which some servers, and models behind them, repeat."""
    key = os.environ.get(KEY, "")
    return text.replace(key, f"({KEY})") if len(key) >= MASKED else text


def _retry_after(headers: Any) -> float:
    text = headers.get("retry-after") or ""
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError):
            return 0.0
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S) if seconds == seconds else 0.0
