"""A real HTTP server that speaks the chat-completions protocol, with a scripted model behind it and faults on demand.

The model knows one little world, made up here: labels of parcels say how they travel. It takes such passages apart, changes them and
solves them by looking at the text, so that a test can corrupt any one of its steps and see what becomes of it.
"""

import gzip
import json
import re
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COLOURS = ("red", "blue", "green", "white")
WAYS = ("rail", "boat", "road", "air")
STEPS = {
    "Take a": "identify",
    "Explain": "rationale",
    "Change what": "premises",
    "Put changed": "organise",
    "Write a passage": "write",
    "Answer a": "solve",
}
RETRY_AFTER = "0.2"
FAULTS = ("429", "500", "503", "drop", "half", "html", "empty", "hang", "trickle", "endless", "endless error", "gzip")
"""Trouble that passes; a server may also answer with a "redirect", which lasts."""
ELSEWHERE = "http://localhost:9/v1"


def passage(town, label):
    """(context, question, options): the parcel from a town, and the place of the way it travels."""
    rules = " ".join(f"Parcels with a {colour} label go by {way}." for colour, way in zip(COLOURS, WAYS, strict=True))
    context = f"{rules} The parcel from {town} carries a {COLOURS[label]} label."
    return context, f"How does the parcel from {town} travel?", [f"The {town} parcel is sent by {way}." for way in WAYS]


def reclor(towns):
    """A file in ReClor's form, the labels in turn."""
    items = []
    for number, town in enumerate(towns):
        context, question, options = passage(town, number % 4)
        items.append({"context": context, "question": question, "answers": options, "label": number % 4, "id_string": f"train_{number}"})
    return json.dumps(items)


def logiqa2(towns):
    """A file in LogiQA 2.0's form."""
    lines = []
    for number, town in enumerate(towns):
        context, question, options = passage(town, number % 4)
        kind = {"Sufficient conditional reasoning": True}
        lines.append(json.dumps({"id": number, "answer": number % 4, "text": context, "question": question, "options": options, "type": kind}))
    return "\n".join(lines) + "\n"


def step_of(prompt):
    return next(step for start, step in STEPS.items() if prompt.startswith(start))


def said_of(text):
    """The town and the place of the way that a text tells of its parcel, if any."""
    match = re.search(r"The parcel from (\w+) carries a (\w+) label", text)
    return match[1], COLOURS.index(match[2])


def answer(prompt):
    """What the model says to a prompt: right, and in the form asked for."""
    step = step_of(prompt)
    if step == "write":
        return " ".join(re.findall(r"^\[\d+\] (.*)$", prompt, re.MULTILINE))
    if step in ("identify", "organise"):
        numbered = re.findall(r"^\[\d+\] (.*)$", prompt.partition("Order and number")[0], re.MULTILINE)
        texts = numbered if step == "organise" else re.split(r"(?<=\.) ", prompt.partition("Passage:\n")[2].partition("\n")[0])
        place = said_of(" ".join(texts))[1]
        marks = [f"({'abcd'[n]}) {'supports' if n == place else 'contradicts'}: [{place + 1}], [5]" for n in range(4)]
        return "\n".join(["Premises:", *(f"[{n}] {text}" for n, text in enumerate(texts, 1)), "Options:", *marks])
    if step == "premises":
        town, _ = said_of(prompt)
        target = "abcd".index(re.search(r"after which \((.)\)", prompt)[1])
        return f"[5] replaced: The parcel from {town} carries a {COLOURS[target]} label."
    if step == "rationale":
        marks = re.findall(r"^\(([a-d])\) (supports|contradicts): (.*)$", prompt, re.MULTILINE)
        return "\n".join(f"({name}) The label in [5] and the rule decide this: {cited} {relation} it." for name, relation, cited in marks)
    return f"The label decides.\nAnswer: ({'abcd'[said_of(prompt)[1]]})"


class ScriptedServer:
    """say: (prompt) -> text or (status, message), by default the model above. fault: (key, attempt) -> one of FAULTS or nothing. After
    `hold` whole answers, no further request is answered."""

    def __init__(self, say=answer, fault=lambda key, attempt: "", hold=None):
        self.say, self.fault, self.hold = say, fault, hold
        self.answered = Counter()  # whole answers by request
        self.attempts = Counter()
        self.faults = Counter()
        self.bodies = {}
        self.keys_seen = set()  # what came as Authorization
        self.lock = threading.Lock()
        self.over = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                server.handle(self)

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.http.shutdown()
        self.http.server_close()

    def handle(self, request):
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        key = request.headers["Idempotency-Key"]
        assert request.path == "/v1/chat/completions" and [m["role"] for m in body["messages"]] == ["user"]
        with self.lock:
            self.keys_seen.add(request.headers["Authorization"])
            self.bodies[key] = body
            attempt = self.attempts[key]
            self.attempts[key] += 1
            fault = self.fault(key, attempt)
            self.faults[fault] += bool(fault)
            held = not fault and self.hold is not None and self.answered.total() >= self.hold
            said = "" if fault or held else self.say(body["messages"][0]["content"])
            self.answered[key] += isinstance(said, str) and not fault and not held
        if held or fault == "hang":
            self.over.wait(60 if held else 4)
            request.close_connection = True
        elif fault == "429":
            send(request, 429, {"error": {"message": "slow down"}}, {"Retry-After": RETRY_AFTER})
        elif fault in ("500", "503"):
            send(request, int(fault), {"error": {"message": "out of order"}})
        elif fault == "html":
            send(request, 200, "<html>login</html>", {"Content-Type": "text/html"})
        elif fault == "empty":
            send(request, 200, {"choices": []})
        elif fault == "trickle":
            trickle(request, server_over=self.over)
        elif fault in ("endless", "endless error"):
            endless(request, 500 if fault == "endless error" else 200)
        elif fault == "gzip":
            send(request, 200, gzip.compress(b" " * 50_000_000), {"Content-Encoding": "gzip"})
        elif fault == "redirect":
            send(request, 307, "", {"Location": ELSEWHERE})
        elif fault == "drop":
            request.close_connection = True
        elif isinstance(said, tuple):
            send(request, said[0], {"error": {"message": said[1]}})
        else:
            prompt = body["messages"][0]["content"]
            usage = {"prompt_tokens": len(prompt.split()), "completion_tokens": len(said.split()), "total_tokens": 0}
            choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
            reply = {"id": "x", "object": "chat.completion", "created": 0, "model": body["model"], "choices": [choice], "usage": usage}
            send(request, 200, reply, cut=fault == "half")


def trickle(request, server_over):
    """Blanks without end, a few each second, as servers send them to keep a connection open."""
    try:
        request.send_response(200)
        request.send_header("Content-Length", "1000000")
        request.end_headers()
        for _ in range(200):
            request.wfile.write(b" ")
            request.wfile.flush()
            if server_over.wait(0.1):
                break
    except OSError:  # the client has gone, as it should
        pass
    request.close_connection = True


def endless(request, status):
    """Blanks without end, as fast as they are taken."""
    try:
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.end_headers()
        for _ in range(2_000):
            request.wfile.write(b" " * 1_000_000)
    except OSError:  # the client has gone, as it should
        pass
    request.close_connection = True


def send(request, status, body, headers=(), cut=False):
    data = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Content-Length": str(len(data)), **dict(headers)}
    try:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(data[: len(data) // 2] if cut else data)
        request.wfile.flush()
        request.close_connection = cut
    except OSError:  # the client was killed
        request.close_connection = True
