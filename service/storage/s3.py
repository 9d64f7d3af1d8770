"""A bucket that speaks S3's protocol, through botocore: AWS, MinIO, R2, OSS and others.

The address is `s3://bucket/prefix`. Whose service it is and who is asking is told by the environment alone, with the
names that all S3 tools use: AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from service.core.backoff import Backoff
from service.errors import ConfigError, Conflict, PublishError
from service.storage.storage import cache_control, checked, content_type, overtaken

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

Client = Any
"""A botocore client: botocore has no types."""

ATTEMPTS = 6
FIRST_PAUSE = 0.25
"""Seconds before the second attempt at most; half of that at least, so that many do not come at once."""
PART = 8 * 2**20
"""Bytes of a part of a file that is sent in parts (S3 takes 5 MiB and more, R2 only parts of one size)."""
_SURROUNDINGS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_ENDPOINT_URL")
_PASSING = {408, 429, 500, 502, 503, 504}
"""Statuses after which the same request may succeed."""
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_ELSEWHERE = {"PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"}
"""The bucket is in another region than the one that is asked."""
_TOLD = {
    "complete_multipart_upload": "ETag",
    "create_multipart_upload": "UploadId",
    "get_object": "ContentLength",
    "head_object": "ETag",
    "list_objects_v2": "Name",
    "put_object": "ETag",
    "upload_part": "ETag",
}
"""What a whole answer has: Python takes headers that were cut off for all there are, and an empty body for none."""
_ABSENT = {"NoSuchKey", "NoSuchUpload"}
"""There is no such object, or no such upload any more; an answer to HEAD has no words, only the status."""
_DISPUTED = "ConditionalRequestConflict"
"""Two conditional writes of one object at the same time: S3 says to try again."""


class _Absent(Conflict):
    """There is no such object, or no such upload any more."""


@dataclass(slots=True)
class _Service:
    """Who is asked."""

    client: Client
    lost: bool = False
    """It was asked in vain for as long as the patience lasted: it is asked once each time until it answers again."""
    bare: bool = False
    """It compares ETags without their quotation marks, as Ceph's gateway (16) does, and knows none that has them."""


class S3Storage:
    """Published files as objects of a bucket, each with its type, its cache header and its SHA-256.

    The version of an object is its ETag, taken as it comes: not everywhere is it a checksum.
    """

    def __init__(self, address: str, timeout: float = 30.0, patience: float = 60.0) -> None:
        """`timeout`: seconds of silence after which a try is given up; `patience`: after which no other is made."""
        self._bucket, _, prefix = address.partition("://")[2].partition("/")
        prefix = prefix.strip("/")
        try:
            named = _BUCKET.fullmatch(self._bucket) and (not prefix or checked(prefix))
        except PublishError:
            named = None
        if not named:
            raise ConfigError(
                f"{address} names no place in a bucket: write it like s3://bucket/prefix, the bucket's name with 3 to"
                " 63 small letters, digits, hyphens and dots."
            )
        self._prefix = f"{prefix}/".removeprefix("/")
        self._patience = patience
        self._service = _service(address, timeout, *map(os.environ.get, _SURROUNDINGS))

    def place(self, key: str) -> str:
        """See Storage."""
        return f"s3://{self._bucket}/{self._prefix}{key}"

    def read(self, key: str) -> bytes | None:
        """See Storage."""
        try:
            return cast(bytes, self._do("get_object", key)["Body"])
        except _Absent:
            return None

    def exists(self, key: str) -> bool:
        """See Storage."""
        return self._stat(key) is not None

    def digest(self, key: str) -> str | None:
        """See Storage: as noted when the file was written; one that other hands put there is read for it."""
        found = self._stat(key)
        if found is None or found[1]:
            return found and found[1]
        data = self.read(key)
        return None if data is None else hashlib.sha256(data).hexdigest()

    def leftovers(self, prefix: str) -> list[str]:
        """See Storage: none, for an upload that was cut off is no object; a lifecycle rule of the bucket ends it."""
        return []

    def folders(self) -> list[str]:
        """See Storage."""
        pages = self._pages("", Delimiter="/")
        found = (each["Prefix"] for page in pages for each in page.get("CommonPrefixes", ()))
        return sorted(prefix.removeprefix(self._prefix).rstrip("/") for prefix in found)

    def list(self, prefix: str) -> list[str]:
        """See Storage."""
        return sorted(key for key, _ in self._objects(prefix))

    def versions(self, folder: str) -> dict[str, str]:
        """See Storage."""
        return dict(self._objects(folder, Delimiter="/"))

    def delete(self, key: str) -> None:
        """See Storage."""
        self._do("delete_object", key)

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        """See Storage: in one request, or in parts that appear together once the last of them is there."""
        digest = hashlib.sha256(data).hexdigest()
        if over and (standing := self._version_of(key, digest)):
            return standing
        about = {"ContentType": content_type(key), "CacheControl": cache_control(key), "Metadata": {"sha256": digest}}
        put = self._write_parts if len(data) > 2 * PART else self._write_whole
        try:
            return put(key, data, about, self._condition(over))
        except Conflict:
            standing, noted = self._stat(key) or ("", "")
            if noted == digest:  # a write whose answer was lost, tried again
                return standing
            if not over or over != standing:
                raise
            self._service.bare = not self._service.bare
            return put(key, data, about, self._condition(over))

    def _condition(self, over: str | None) -> dict[str, str]:
        if over is None:
            return {}
        return {"IfMatch": over.strip('"') if self._service.bare else over} if over else {"IfNoneMatch": "*"}

    def _write_whole(self, key: str, data: bytes, about: Mapping[str, object], condition: Mapping[str, str]) -> str:
        return str(self._do("put_object", key, Body=data, **about, **condition)["ETag"])

    def _write_parts(self, key: str, data: bytes, about: Mapping[str, object], condition: Mapping[str, str]) -> str:
        upload = {"UploadId": self._do("create_multipart_upload", key, **about)["UploadId"]}
        try:
            parts = []
            for number, start in enumerate(range(0, len(data), PART), 1):
                sent = self._do("upload_part", key, PartNumber=number, Body=data[start : start + PART], **upload)
                parts.append({"PartNumber": number, "ETag": sent["ETag"]})
            whole = {"MultipartUpload": {"Parts": parts}}
            done = self._do("complete_multipart_upload", key, **whole, **upload, **condition)
            return str(done["ETag"] or self._do("head_object", key)["ETag"])  # Ceph's gateway (16) leaves it empty
        except BaseException:
            with contextlib.suppress(PublishError):
                self._do("abort_multipart_upload", key, **upload)
            raise

    def _stat(self, key: str) -> tuple[str, str] | None:
        """The file's version and the digest that was noted with it, empty where there is none."""
        try:
            found = self._do("head_object", key)
        except _Absent:
            return None
        return found["ETag"], found["Metadata"].get("sha256", "")

    def _version_of(self, key: str, digest: str) -> str:
        """The version of the file where it has that digest; empty otherwise."""
        version, noted = self._stat(key) or ("", "")
        return version if noted == digest else ""

    def _objects(self, folder: str, **options: str) -> Iterator[tuple[str, str]]:
        """Key and version of the files below a folder."""
        for page in self._pages(folder, **options):
            for each in page.get("Contents", ()):
                yield each["Key"].removeprefix(self._prefix), each["ETag"]

    def _pages(self, folder: str, **options: str) -> Iterator[dict[str, Any]]:
        """What the service lists below a folder, page by page."""
        below = f"{self._prefix}{checked(folder)}/" if folder else self._prefix
        place, options = self.place(folder), {**options, "Prefix": below}
        while True:
            page = self._ask("list_objects_v2", place, **options)
            yield page
            if not page.get("IsTruncated"):
                return
            options["ContinuationToken"] = page["NextContinuationToken"]

    def _do(self, method: str, key: str, **parameters: object) -> dict[str, Any]:
        """The answer to a request about one object. See _ask."""
        return self._ask(method, self.place(key), Key=self._prefix + checked(key), **parameters)

    def _ask(self, method: str, place: str, **parameters: object) -> dict[str, Any]:
        """The service's answer, its body read. Tried again where that may help, until the patience is at its end.

        Raises _Absent, Conflict, and PublishError for every other fault of the service or the way to it.
        """
        from botocore.exceptions import BotoCoreError, ClientError
        from botocore.parsers import ResponseParserError

        end = time.monotonic() + self._patience
        backoff = Backoff(1 if self._service.lost else ATTEMPTS, FIRST_PAUSE, deadline=end, jitter=(0.5, 1.0))
        while True:
            try:
                answer: dict[str, Any] = getattr(self._service.client, method)(Bucket=self._bucket, **parameters)
                answer = {**answer, "Body": answer["Body"].read()} if "Body" in answer else answer
                if method not in _TOLD or _TOLD[method] in answer:
                    self._service.lost = False
                    return answer
                fault, passing = self._unclear(place, "the answer was cut off"), True
            except ClientError as error:
                fault = self._refusal(place, error)
                passing = _status(error) in _PASSING or _code(error) == _DISPUTED or _is_cut_off(error)
            except (BotoCoreError, ResponseParserError, RecursionError) as error:
                if _recursed(error):
                    fault, passing = self._elsewhere(place), False
                else:
                    fault, passing = self._unclear(place, str(error).rstrip(".")), True
            pause = backoff.pause() if passing else None
            if pause is None:
                self._service.lost = passing
                raise fault
            time.sleep(pause)

    def _unclear(self, place: str, reason: str) -> PublishError:
        """There is no answer, or none that can be understood."""
        return PublishError(
            f"{place} is out of reach: {self._endpoint} does not answer as it should ({reason}); check the network and"
            " AWS_ENDPOINT_URL."
        )

    def _refusal(self, place: str, error: ClientError) -> PublishError:
        """What the service's answer means."""
        status, code = _status(error), _code(error)
        if status == 412:
            return Conflict(overtaken(place))
        if code == "NoSuchBucket":
            return PublishError(f"There is no bucket {self._bucket} at {self._endpoint}: create it, or name another.")
        if code in _ABSENT or (status == 404 and error.operation_name == "HeadObject"):
            return _Absent(overtaken(place))
        if status == 404:
            return PublishError(
                f"{place}: {self._endpoint} answers 404: it is no S3 service, or has no bucket {self._bucket};"
                " check AWS_ENDPOINT_URL and the bucket's name."
            )
        if code == "RequestTimeTooSkewed":
            told = error.response["ResponseMetadata"].get("HTTPHeaders", {}).get("date", "another time")
            return PublishError(
                f"{place}: {self._endpoint} refuses requests of this machine's clock, for it has {told}: set the clock"
                " (`timedatectl set-ntp true`)."
            )
        if status == 301 or code in _ELSEWHERE:
            return self._elsewhere(place)
        if status in (401, 403):
            return PublishError(
                f"{place}: {self._endpoint} refuses the key ({code}); check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"
                " and what they may do in the bucket."
            )
        message = error.response.get("Error", {}).get("Message", "")
        said = message if code == str(status) else f"{code}: {message}"
        return PublishError(f"{place}: {self._endpoint} answers {status} ({said.rstrip('.')}); see that it is well.")

    def _elsewhere(self, place: str) -> PublishError:
        return PublishError(
            f"{place}: {self._endpoint} sends who asks for the bucket {self._bucket} in the region"
            f" {self._service.client.meta.region_name} elsewhere; correct AWS_ENDPOINT_URL (https?) and AWS_REGION."
        )

    @property
    def _endpoint(self) -> str:
        return str(self._service.client.meta.endpoint_url)


def _recursed(error: Exception) -> bool:
    """Whether botocore asked for the bucket's region, was redirected, and asked again, until the stack was full."""
    return isinstance(error, RecursionError) or isinstance(getattr(error, "kwargs", {}).get("error"), RecursionError)


def _is_cut_off(error: ClientError) -> bool:
    """Whether a refusal lacks the words that all but those of HEAD have: botocore says the status for them."""
    return _code(error) == str(_status(error)) and error.operation_name != "HeadObject"


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@functools.cache
def _service(
    address: str,
    timeout: float,
    key: str | None,
    secret: str | None,
    token: str | None,
    region: str | None,
    endpoint: str | None,
) -> _Service:
    """Who is asked by all storages of that address that have the same surroundings."""
    try:
        from botocore.exceptions import BotoCoreError
    except ImportError:
        raise ConfigError(f"{address} needs the package botocore: pip install 'tingbao[s3]'.") from None
    if not key or not secret:
        raise ConfigError(f"{address} needs a key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.")
    try:
        return _Service(_client(timeout, key, secret, token, region, endpoint))
    except (BotoCoreError, ValueError) as error:
        raise ConfigError(f"{address} cannot be opened: {error}; check AWS_ENDPOINT_URL and AWS_REGION.") from None


@functools.cache
def _client(
    timeout: float, key: str, secret: str, token: str | None, region: str | None, endpoint: str | None
) -> Client:
    """One client for all buckets of a service: it keeps its connections, and takes a third of a second to make."""
    from botocore.config import Config
    from botocore.session import get_session

    config = Config(
        connect_timeout=min(timeout, 5.0),
        read_timeout=timeout,
        retries={"total_max_attempts": 1},  # _ask tries again
        request_checksum_calculation="when_required",  # not every service knows S3's newer checksums
        response_checksum_validation="when_required",
        s3={"payload_signing_enabled": True},  # the signature vouches for the bytes
    )
    session = get_session()
    return session.create_client(
        "s3",
        region_name=region or session.get_config_variable("region") or "us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=config,
    )
