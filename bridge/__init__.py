"""The door between QGIS and numpy: the only room that knows both."""
