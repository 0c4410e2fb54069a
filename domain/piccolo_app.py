"""What Piccolo's migrations cover."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from domain.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="lernfaden",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=TABLES,
    migration_dependencies=[],
    commands=[],
)
