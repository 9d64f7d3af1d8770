"""How a bucket is addressed: in the path, or, as OSS demands, in the host's name; told by AWS's own config file."""

import pytest

from service.storage.s3 import S3Storage

CONFIG = "[default]\ns3 =\n  addressing_style = virtual\n"


@pytest.mark.parametrize(
    ("config", "expected"),
    [("", "https://oss.example.org/news/daily/feed.xml"), (CONFIG, "https://news.oss.example.org/daily/feed.xml")],
    ids=["path", "host"],
)
def test_the_address_that_is_asked(config, expected, tmp_path, monkeypatch):
    (tmp_path / "aws").write_text(config)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "aws"))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://oss.example.org")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", f"key-{tmp_path.name}")  # clients are kept by what they are made of
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    client = S3Storage("s3://news")._endpoint.client
    url = client.generate_presigned_url("get_object", {"Bucket": "news", "Key": "daily/feed.xml"})
    assert url.partition("?")[0] == expected
