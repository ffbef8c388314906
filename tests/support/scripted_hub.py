"""A stand-in for the Hugging Face hub: as much of its HTTP interface as the client needs to make dataset repositories, list and commit."""

import base64
import json
from contextlib import contextmanager
from hashlib import sha1, sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TOKEN = "hf_stand_in"


class Hub:
    """repositories: `{"me/logic": {"private": True, "files": {path: bytes}}}`; commits: the paths of each; budget: commits until it fails."""

    def __init__(self):
        self.repositories, self.commits, self.budget, self.cards = {}, [], None, []

    def answer(self, method, path, body):
        """Status and JSON of a request."""
        match path.strip("/").split("/")[1:]:
            case ["repos", "create"]:
                name = f"{body['organization']}/{body['name']}"
                self.repositories[name] = {"private": body.get("visibility") == "private" or body.get("private", False), "files": {}}
                return 200, {"url": f"datasets/{name}"}
            case ["validate-yaml"]:
                self.cards.append(body["content"])
                return 200, {"errors": [], "warnings": []}
            case ["datasets", owner, name, *rest] if f"{owner}/{name}" in self.repositories:
                return self.of_repository(f"{owner}/{name}", rest, body)
        return 404, {"error": "Repository not found"}

    def of_repository(self, name, rest, body):
        found = self.repositories[name]
        match rest:
            case []:
                return 200, {"_id": "1", "id": name, "private": found["private"], "tags": [], "downloads": 0, "likes": 0}
            case ["tree", _]:
                return 200, [entry(path, data) for path, data in sorted(found["files"].items())]
            case ["preupload", _]:
                return 200, {"files": [{"path": file["path"], "uploadMode": "regular", "shouldIgnore": False} for file in body["files"]]}
            case ["commit", _]:
                if self.budget == 0:
                    return 403, {"error": "the storage limit is reached"}
                self.budget = self.budget and self.budget - 1
                files = {line["value"]["path"]: base64.b64decode(line["value"]["content"]) for line in body if line["key"] == "file"}
                found["files"].update(files)
                self.commits.append(sorted(files))
                return 200, {"commitUrl": f"datasets/{name}/commit/1", "commitOid": "1"}
        return 404, {"error": "no such place"}


def entry(path, data):
    """A file of a listing; Parquet files are kept outside of git, by their hash."""
    large = {"lfs": {"oid": sha256(data).hexdigest(), "size": len(data), "pointerSize": 130}} if path.endswith(".parquet") else {}
    return {"type": "file", "path": path, "size": len(data), "oid": sha1(data).hexdigest()} | large


@contextmanager
def serving(hub):
    """The address of the stand-in while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self):
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            lines = [json.loads(line) for line in data.splitlines()]
            body = lines if "/commit/" in self.path else lines[0] if lines else None
            allowed = self.headers.get("Authorization") == f"Bearer {TOKEN}"
            status, reply = hub.answer(self.command, self.path.partition("?")[0], body) if allowed else (401, {"error": "Invalid token"})
            text = json.dumps(reply).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            if status == 404:
                self.send_header("X-Error-Code", "RepoNotFound")
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = reply

        def log_message(self, *_): ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
