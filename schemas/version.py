"""The package's version, which manifests hold."""

VERSION = "0.1.0"
