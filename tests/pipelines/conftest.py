"""Fixtures of the pipeline's tests."""

from urllib.request import urlopen

import boto3
import pytest
from moto.server import ThreadedMotoServer


@pytest.fixture
def bucket(monkeypatch):
    """An S3 server on this machine with one bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    urlopen(f"http://{host}:{port}/moto-api/reset", b"").close()  # servers of one process share what they hold
    client = boto3.client("s3")
    client.create_bucket(Bucket="shards")
    yield client
    server.stop()
