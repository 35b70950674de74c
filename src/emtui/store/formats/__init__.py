"""The statements of each migration, as they were released: never edited afterwards."""
