"""The windows of the plugin: imported by plugin.py alone, when there is a desktop; they compute nothing."""
