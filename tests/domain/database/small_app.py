"""Piccolo's configuration of the small schema: migrations lie where SMALL_MIGRATIONS says."""

import os

from piccolo.conf.apps import AppConfig, AppRegistry

from domain import database

APP_CONFIG = AppConfig(
    app_name="lernfaden",
    migrations_folder_path=os.environ.get("SMALL_MIGRATIONS", ""),
    table_classes=[],
    migration_dependencies=[],
    commands=[],
)
APP_REGISTRY = AppRegistry(apps=["tests.domain.database.small_app"])


def __getattr__(name: str) -> database.Engine:
    if name != "DB":
        raise AttributeError(name)
    return database.engine()
