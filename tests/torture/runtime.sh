#!/usr/bin/env bash
# RUNTIME ARGUMENTS...: the runtime, which tells of errors only. Who asks it something stands still until the answer is
# there and does not read what it logs meanwhile; a runtime that has logged more than a pipe holds stands still as well.
exec "$RUNTIME" "$@" > >(exec grep --line-buffered '"level":"error"')
