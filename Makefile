# Everything that needs a command of its own. Each works on a bare Debian 12 (docs/development.md says what it sets up).
.POSIX:
.PHONY: help test demo jenkins bench clean

help:
	@echo 'make test     every test: format, engine, command line, real builds, report page, plugin'
	@echo 'make demo     builds examples/movies in one stage and in two, compares, runs the result'
	@echo 'make jenkins  starts a Jenkins with the plugin, an agent and four demo jobs'
	@echo 'make bench    measures the time and memory bars, one line each'
	@echo 'make clean    removes what builds and set-up left in this checkout'

test:
	@src/setup/test.sh

demo:
	@src/setup/demo.sh

jenkins:
	@src/setup/jenkins-demo.sh

bench:
	@src/setup/bench.sh

clean:
	@src/setup/clean.sh
