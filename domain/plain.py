"""Values as JSON can hold them, and back."""

import base64
from datetime import date, datetime
from typing import Any
from uuid import UUID

from piccolo.columns import Column

Plain = dict[str, Any]


def of(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def typed(column: Column, value: Any) -> Any:
    kind = column.value_type
    if value is None:
        return None
    if kind is bytes:
        return base64.b64decode(value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    return UUID(value) if kind is UUID else value
