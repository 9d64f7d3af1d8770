"""A bucket that speaks S3's protocol, through botocore: AWS, MinIO, R2, OSS and others.

The address is `s3://bucket/prefix`. Service and credentials come from the environment alone, by the names that all S3
tools use: AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.
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

from service.core import own_pip
from service.core.backoff import Backoff
from service.core.messages import _
from service.errors import ConfigError, Conflict, PublishError
from service.storage.storage import cache_control, checked_key, conflict_message, content_type

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

BotoClient = Any
"""A botocore client: botocore has no types."""

MAX_ATTEMPTS = 6
FIRST_PAUSE = 0.25
"""Seconds of the longest pause before the second attempt. Half of it is random, so that clients spread out."""
PART_BYTES = 8 * 2**20
"""Bytes of one part of a multipart upload (S3 takes 5 MiB and more, R2 only parts of one size)."""
_ENVIRONMENT = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_ENDPOINT_URL")
_RETRYABLE_STATUSES = {408, 429, 500, 502, 503, 504}
"""Statuses after which the same request may succeed."""
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_WRONG_REGION_CODES = {"PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"}
"""Error codes that say that the bucket is in another region."""
_REQUIRED_FIELDS = {
    "complete_multipart_upload": "ETag",
    "create_multipart_upload": "UploadId",
    "get_object": "ContentLength",
    "head_object": "ETag",
    "list_objects_v2": "Name",
    "put_object": "ETag",
    "upload_part": "ETag",
}
"""A field that each whole answer has. A cut-off answer lacks it: Python takes cut-off headers for all there are."""
_NOT_FOUND_CODES = {"NoSuchKey", "NoSuchUpload"}
"""Error codes for an object or an upload that does not exist. An answer to HEAD has only the status."""
_CONFLICT_CODE = "ConditionalRequestConflict"
"""Two conditional writes of one object at the same time: S3 asks to try again."""


class _NotFound(Conflict):
    """The object or the upload does not exist."""


@dataclass(slots=True)
class _Endpoint:
    """The service behind an address, and what is known of it."""

    client: BotoClient
    unreachable: bool = False
    """The last request failed until its retry timeout: make each request only once until one succeeds."""
    unquoted_etags: bool = False
    """It compares ETags without their quotation marks, as Ceph's gateway (16) does."""


class S3Storage:
    """Published files as objects of a bucket, each with its type, its cache header and its SHA-256.

    The version of an object is its ETag as it comes: not every service makes it a checksum.
    """

    def __init__(self, address: str, timeout: float = 30.0, retry_timeout: float = 60.0) -> None:
        """`timeout`: seconds of silence that end one try; `retry_timeout`: seconds after which no other is made."""
        self._bucket, __, prefix = address.partition("://")[2].partition("/")
        prefix = prefix.strip("/")
        try:
            named = _BUCKET.fullmatch(self._bucket) and (not prefix or checked_key(prefix))
        except PublishError:
            named = None
        if not named:
            raise ConfigError(
                _(
                    "{address} names no place in a bucket: write it like s3://bucket/prefix, the bucket's"
                    " name with 3 to 63 small letters, digits, hyphens and dots.",
                    address=address,
                )
            )
        self._prefix = f"{prefix}/".removeprefix("/")
        self._retry_timeout = retry_timeout
        self._endpoint = _endpoint(address, timeout, *map(os.environ.get, _ENVIRONMENT))

    def location(self, key: str) -> str:
        """Return the object's address."""
        return f"s3://{self._bucket}/{self._prefix}{key}"

    def read(self, key: str) -> bytes | None:
        """Return the object's bytes, or None where there is none."""
        try:
            return cast(bytes, self._object("get_object", key)["Body"])
        except _NotFound:
            return None

    def exists(self, key: str) -> bool:
        """Return whether the object exists."""
        return self._stat(key) is not None

    def digest(self, key: str) -> str | None:
        """Return the SHA-256 in the object's metadata. Read an object that others wrote, which has none."""
        found = self._stat(key)
        if found is None or found[1]:
            return found and found[1]
        data = self.read(key)
        return None if data is None else hashlib.sha256(data).hexdigest()

    def leftovers(self, prefix: str) -> list[str]:
        """Return nothing: an upload that was cut off is no object. A lifecycle rule of the bucket ends it."""
        return []

    def folders(self) -> list[str]:
        """Return the names of the common prefixes directly in the root, sorted."""
        pages = self._pages("", Delimiter="/")
        prefixes = (each["Prefix"] for page in pages for each in page.get("CommonPrefixes", ()))
        return sorted(prefix.removeprefix(self._prefix).rstrip("/") for prefix in prefixes)

    def list(self, prefix: str) -> list[str]:
        """Return the keys of all objects below the folder, sorted."""
        return sorted(key for key, __ in self._objects(prefix))

    def versions(self, folder: str) -> dict[str, str]:
        """Return the ETag of each object directly in the folder, by key."""
        return dict(self._objects(folder, Delimiter="/"))

    def delete(self, key: str) -> None:
        """Delete the object."""
        self._object("delete_object", key)

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        """Write the object in one request, or in parts that appear together once the last of them is there."""
        digest = hashlib.sha256(data).hexdigest()
        if over and (current := self._version_of(key, digest)):
            return current
        headers = {"ContentType": content_type(key), "CacheControl": cache_control(key), "Metadata": {"sha256": digest}}
        put = self._write_parts if len(data) > 2 * PART_BYTES else self._write_whole
        try:
            return put(key, data, headers, self._condition(over))
        except Conflict:
            current, noted = self._stat(key) or ("", "")
            if noted == digest:  # a write whose answer was lost, tried again
                return current
            if not over or over != current:
                raise
            self._endpoint.unquoted_etags = not self._endpoint.unquoted_etags
            return put(key, data, headers, self._condition(over))

    def _condition(self, over: str | None) -> dict[str, str]:
        if over is None:
            return {}
        return {"IfMatch": over.strip('"') if self._endpoint.unquoted_etags else over} if over else {"IfNoneMatch": "*"}

    def _write_whole(self, key: str, data: bytes, headers: Mapping[str, object], condition: Mapping[str, str]) -> str:
        return str(self._object("put_object", key, Body=data, **headers, **condition)["ETag"])

    def _write_parts(self, key: str, data: bytes, headers: Mapping[str, object], condition: Mapping[str, str]) -> str:
        upload = {"UploadId": self._object("create_multipart_upload", key, **headers)["UploadId"]}
        try:
            parts = []
            for number, start in enumerate(range(0, len(data), PART_BYTES), 1):
                sent = self._object(
                    "upload_part", key, PartNumber=number, Body=data[start : start + PART_BYTES], **upload
                )
                parts.append({"PartNumber": number, "ETag": sent["ETag"]})
            parts_list = {"MultipartUpload": {"Parts": parts}}
            completed = self._object("complete_multipart_upload", key, **parts_list, **upload, **condition)
            return str(
                completed["ETag"] or self._object("head_object", key)["ETag"]
            )  # Ceph's gateway (16) leaves it empty
        except BaseException:
            with contextlib.suppress(PublishError):
                self._object("abort_multipart_upload", key, **upload)
            raise

    def _stat(self, key: str) -> tuple[str, str] | None:
        """Return the object's version and the digest in its metadata, empty where it has none."""
        try:
            found = self._object("head_object", key)
        except _NotFound:
            return None
        return found["ETag"], found["Metadata"].get("sha256", "")

    def _version_of(self, key: str, digest: str) -> str:
        """Return the object's version where it has that digest; empty otherwise."""
        version, noted = self._stat(key) or ("", "")
        return version if noted == digest else ""

    def _objects(self, folder: str, **options: str) -> Iterator[tuple[str, str]]:
        """Yield key and version of the objects below a folder."""
        for page in self._pages(folder, **options):
            for each in page.get("Contents", ()):
                yield each["Key"].removeprefix(self._prefix), each["ETag"]

    def _pages(self, folder: str, **options: str) -> Iterator[dict[str, Any]]:
        """Yield what the service lists below a folder, page by page."""
        below = f"{self._prefix}{checked_key(folder)}/" if folder else self._prefix
        location, options = self.location(folder), {**options, "Prefix": below}
        while True:
            page = self._request("list_objects_v2", location, **options)
            yield page
            if not page.get("IsTruncated"):
                return
            options["ContinuationToken"] = page["NextContinuationToken"]

    def _object(self, method: str, key: str, **parameters: object) -> dict[str, Any]:
        """Return the answer to a request about one object; errors as in _request."""
        return self._request(method, self.location(key), Key=self._prefix + checked_key(key), **parameters)

    def _request(self, method: str, location: str, **parameters: object) -> dict[str, Any]:
        """Return the service's answer with its body. Retry where that may help, until the retry timeout.

        Raise _NotFound, Conflict, and PublishError for every other fault of the service or of the connection.
        """
        from botocore.exceptions import BotoCoreError, ClientError
        from botocore.parsers import ResponseParserError

        end = time.monotonic() + self._retry_timeout
        backoff = Backoff(
            1 if self._endpoint.unreachable else MAX_ATTEMPTS, FIRST_PAUSE, deadline=end, jitter=(0.5, 1.0)
        )
        while True:
            try:
                answer: dict[str, Any] = getattr(self._endpoint.client, method)(Bucket=self._bucket, **parameters)
                answer = {**answer, "Body": answer["Body"].read()} if "Body" in answer else answer
                if method not in _REQUIRED_FIELDS or _REQUIRED_FIELDS[method] in answer:
                    self._endpoint.unreachable = False
                    return answer
                fault, retryable = self._no_answer(location, _("the answer was cut off")), True
            except ClientError as error:
                fault = self._refused(location, error)
                retryable = (
                    _status(error) in _RETRYABLE_STATUSES or _code(error) == _CONFLICT_CODE or _is_cut_off(error)
                )
            except (BotoCoreError, ResponseParserError, RecursionError) as error:
                if _is_redirect_loop(error):
                    fault, retryable = self._wrong_region(location), False
                else:
                    fault, retryable = self._no_answer(location, str(error).rstrip(".")), True
            pause = backoff.pause() if retryable else None
            if pause is None:
                self._endpoint.unreachable = retryable
                raise fault
            time.sleep(pause)

    def _no_answer(self, location: str, reason: str) -> PublishError:
        """Return the error for no answer, or one that cannot be understood."""
        return PublishError(
            _(
                "{location} is out of reach: {url} does not answer as it should ({reason}); check the"
                " network and AWS_ENDPOINT_URL.",
                location=location,
                url=self._url,
                reason=reason,
            )
        )

    def _refused(self, location: str, error: ClientError) -> PublishError:
        """Return the error that the service's answer means."""
        status, code = _status(error), _code(error)
        if status == 412:
            return Conflict(conflict_message(location))
        if code == "NoSuchBucket":
            return PublishError(
                _(
                    "There is no bucket {bucket} at {url}: create it, or name another.",
                    bucket=self._bucket,
                    url=self._url,
                )
            )
        if code in _NOT_FOUND_CODES or (status == 404 and error.operation_name == "HeadObject"):
            return _NotFound(conflict_message(location))
        if status == 404:
            return PublishError(
                _(
                    "{location}: {url} answers 404: it is no S3 service, or has no bucket {bucket}; check"
                    " AWS_ENDPOINT_URL and the bucket's name.",
                    location=location,
                    url=self._url,
                    bucket=self._bucket,
                )
            )
        if code == "RequestTimeTooSkewed":
            told = error.response["ResponseMetadata"].get("HTTPHeaders", {}).get("date", "another time")
            return PublishError(
                _(
                    "{location}: {url} refuses requests of this machine's clock, for it has {told}: set the"
                    " clock (`timedatectl set-ntp true`).",
                    location=location,
                    url=self._url,
                    told=told,
                )
            )
        if status == 301 or code in _WRONG_REGION_CODES:
            return self._wrong_region(location)
        if status in (401, 403):
            return PublishError(
                _(
                    "{location}: {url} refuses the key ({code}); check AWS_ACCESS_KEY_ID,"
                    " AWS_SECRET_ACCESS_KEY and what they may do in the bucket.",
                    location=location,
                    url=self._url,
                    code=code,
                )
            )
        message = error.response.get("Error", {}).get("Message", "")
        said = message if code == str(status) else f"{code}: {message}"
        return PublishError(
            _(
                "{location}: {url} answers {status} ({said}); see that it is well.",
                location=location,
                url=self._url,
                status=status,
                said=said.rstrip("."),
            )
        )

    def _wrong_region(self, location: str) -> PublishError:
        return PublishError(
            _(
                "{location}: {url} sends who asks for the bucket {bucket} in the region {region_name}"
                " elsewhere; correct AWS_ENDPOINT_URL (https?) and AWS_REGION.",
                location=location,
                url=self._url,
                bucket=self._bucket,
                region_name=self._endpoint.client.meta.region_name,
            )
        )

    @property
    def _url(self) -> str:
        return str(self._endpoint.client.meta.endpoint_url)


def _is_redirect_loop(error: Exception) -> bool:
    """Return whether botocore was redirected while asking for the bucket's region until the stack was full."""
    return isinstance(error, RecursionError) or isinstance(getattr(error, "kwargs", {}).get("error"), RecursionError)


def _is_cut_off(error: ClientError) -> bool:
    """Return whether a refusal has no error code where it must have one: all but those of HEAD."""
    return _code(error) == str(_status(error)) and error.operation_name != "HeadObject"


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@functools.cache
def _endpoint(
    address: str,
    timeout: float,
    key: str | None,
    secret: str | None,
    token: str | None,
    region: str | None,
    endpoint: str | None,
) -> _Endpoint:
    """Return the service, shared by all storages of that address with the same environment."""
    try:
        from botocore.exceptions import BotoCoreError
    except ImportError:
        raise ConfigError(
            _("{address} needs the package botocore: {install}.", address=address, install=own_pip.install("s3"))
        ) from None
    if not key or not secret:
        raise ConfigError(
            _(
                "{address} needs a key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.",
                address=address,
            )
        )
    try:
        return _Endpoint(_client(timeout, key, secret, token, region, endpoint))
    except (BotoCoreError, ValueError) as error:
        raise ConfigError(
            _(
                "{address} cannot be opened: {error}; check AWS_ENDPOINT_URL and AWS_REGION.",
                address=address,
                error=error,
            )
        ) from None


@functools.cache
def _client(
    timeout: float, key: str, secret: str, token: str | None, region: str | None, endpoint: str | None
) -> BotoClient:
    """Return a client for all buckets of a service. It keeps its connections and takes a third of a second to make."""
    from botocore.config import Config
    from botocore.session import get_session

    config = Config(
        connect_timeout=min(timeout, 5.0),
        read_timeout=timeout,
        retries={"total_max_attempts": 1},  # _request tries again
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
