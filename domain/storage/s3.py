"""Files in an S3: MinIO, or any other that speaks the plain part of it."""

from collections.abc import AsyncIterator, Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

import urllib3
from minio import Minio
from minio.deleteobjects import DeleteObject
from minio.error import MinioException, S3Error
from urllib3.response import BaseHTTPResponse

from domain.storage import disk, threads
from domain.storage.store import PART_BYTES, Kept, Missing, StorageAway, checked

T = TypeVar("T")

_PUT_FOR = timedelta(minutes=15)
_CONNECT_SECONDS, _READ_SECONDS = 3.0, 20.0
_ELSEWHERE = "us-east-1"
"""The region of whoever has but one; given always, as the client would ask before it signs."""
_MISSING = ("NoSuchKey", "NoSuchBucket")
_AWAY = (MinioException, urllib3.exceptions.HTTPError, OSError)


class S3:
    """Shape: url as settings.s3_url, public_url as settings.s3_public_url."""

    def __init__(self, url: str, public_url: str | None) -> None:
        parts = urlsplit(url)
        self._bucket = parts.path.strip("/")
        self._http = urllib3.PoolManager(
            maxsize=16,
            timeout=urllib3.Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS),
            retries=urllib3.Retry(total=2, backoff_factor=0.2, status_forcelist=(502, 503, 504)),
        )
        keys = unquote(parts.username or ""), unquote(parts.password or "")
        region = parse_qs(parts.query).get("region", [_ELSEWHERE])[0]
        self._origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        self._client = _client(self._origin, keys, region, self._http)
        self._public = _client(public_url, keys, region, self._http) if public_url else None

    async def put(self, key: str, source: Path) -> None:
        await threads.run(self._put, checked(key), source)

    async def read(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        if end is not None and end <= start:
            return
        answer = await threads.run(self._opened, checked(key), start, end)
        try:
            while part := await threads.run(_told, lambda: answer.read(PART_BYTES)):
                yield part
        finally:
            # What was not read to its end cannot be used for the next question.
            answer.close()
            answer.release_conn()

    async def size(self, key: str) -> int:
        return await threads.run(self._size, checked(key))

    async def remove(self, keys: Collection[str]) -> None:
        await threads.run(_told, lambda: self._remove([checked(key) for key in keys]))

    async def listed(self) -> list[Kept]:
        return await threads.run(_told, self._listed)

    def link(self, key: str, disposition: str, kind: str, seconds: int) -> str | None:
        if self._public is None:
            return None
        shown: dict[str, str | list[str] | tuple[str]] = {
            "response-content-disposition": disposition,
            "response-content-type": kind,
            "response-cache-control": "private, no-store",
        }
        return self._public.presigned_get_object(
            self._bucket, checked(key), timedelta(seconds=seconds), response_headers=shown
        )

    def where(self) -> str:
        return f"the bucket {self._bucket} of the S3 at {self._origin}"

    async def check(self) -> str:
        if not await threads.run(_told, lambda: self._client.bucket_exists(self._bucket)):
            # The first file makes it, but who asks how things are should know.
            return "S3, without its bucket yet"
        return "S3"

    def _put(self, key: str, source: Path) -> None:
        """Signed and sent by ourselves, as the client takes a whole part into memory."""
        if self._sent(key, source) == 404:
            _told(lambda: self._client.make_bucket(self._bucket))
            self._sent(key, source)

    def _sent(self, key: str, source: Path) -> int:
        size = source.stat().st_size
        headers = {"content-length": str(size), "content-type": "application/octet-stream"}
        url = self._client.presigned_put_object(self._bucket, key, _PUT_FOR)
        with _opened(source) as file:
            answer = _told(lambda: self._http.request("PUT", url, body=file, headers=headers))
        if answer.status not in (200, 404):
            raise StorageAway(f"the storage answers {answer.status}")
        return answer.status

    def _opened(self, key: str, start: int, end: int | None) -> BaseHTTPResponse:
        length = 0 if end is None else end - start
        get = self._client.get_object
        return _there(key, lambda: get(self._bucket, key, offset=start, length=length))

    def _size(self, key: str) -> int:
        return int(_there(key, lambda: self._client.stat_object(self._bucket, key)).size or 0)

    def _remove(self, keys: list[str]) -> None:
        failed = list(self._client.remove_objects(self._bucket, map(DeleteObject, keys)))
        if failed:
            raise StorageAway(f"{len(failed)} files stay: {failed[0].code}")

    def _listed(self) -> list[Kept]:
        if not self._client.bucket_exists(self._bucket):
            return []
        found = self._client.list_objects(self._bucket, recursive=True)
        return [Kept(each.object_name, each.size, each.last_modified) for each in found]


def _client(url: str, keys: tuple[str, str], region: str, http: urllib3.PoolManager) -> Minio:
    parts = urlsplit(url)
    return Minio(
        parts.netloc,
        access_key=keys[0],
        secret_key=keys[1],
        secure=parts.scheme == "https",
        region=region,
        http_client=http,
    )


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    with disk.told(), source.open("rb") as file:
        yield file


def _there(key: str, asking: Callable[[], T]) -> T:
    """Errors: Missing, StorageAway."""
    try:
        return _told(asking)
    except StorageAway as error:
        if str(error) in _MISSING:
            raise Missing(key) from error
        raise


def _told(asking: Callable[[], T]) -> T:
    """Errors: StorageAway, for what the client or its connection says; neither names a secret."""
    try:
        return asking()
    except S3Error as error:
        raise StorageAway(error.code) from error
    except _AWAY as error:
        raise StorageAway(type(error).__name__) from error
