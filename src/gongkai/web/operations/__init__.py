"""Running an installation: starting, serving, backing up, restoring, looking what is there. Behind the command line."""
