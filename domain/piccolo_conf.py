"""Where Piccolo's own commands find our engine and our tables."""

from piccolo.conf.apps import AppRegistry

from domain import database, settings

APP_REGISTRY = AppRegistry(apps=["domain.piccolo_app"])


def __getattr__(name: str) -> database.Engine:
    if name != "DB":
        raise AttributeError(name)
    try:
        return database.engine()
    except RuntimeError:
        return database.bind(settings.current().database_url)
