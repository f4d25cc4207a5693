"""The web application: server-rendered pages over the same layers that the command line uses."""
