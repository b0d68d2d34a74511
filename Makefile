# Everything that a newcomer, a continuous-integration job or a maintainer does, by name.
#
#   make report              set up, build and report on the sample article (ARTICLE=path for another)
#   make test                set up and run all tests
#   make lint | format       check or mend the formatting
#   make record              write the golden files anew; review the difference before committing it
#   make test-browser        look at reports and pages in a real browser, which it installs
#   make dist                one static program with its manual, completions and licences, as .build/packages/*.tar.gz
#   make deb                 the same as a Debian package; make test-deb installs it, tries it and removes it
#   make bench               time each stage of the pipeline, and the whole
#   make prove-archive       prove speed, memory, resumption and robustness on large archives; some minutes

ARTICLE ?= reports/samples/ferry.txt
SWIFT ?= swift
PROGRAM = .build/release/factlint

# The toolchain, and tests that are ended from outside, leave folders where temporary files go: not in the system's.
TEMPORARY_HERE = mkdir -p .build/tmp && export TMPDIR='$(CURDIR)/.build/tmp' \
  && trap 'find .build/tmp -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} +' EXIT
SWIFT_HERE = $(TEMPORARY_HERE) && $(SWIFT)

SOURCES = Sources Tests Plugins Package.swift

# The page of `factlint serve` brings an HTTP server, which takes longer to build than the rest together. It is tested
# and shipped, but a report does without it.
WEB = --traits Web

# What the build needs of the system: PCRE2 for regular expressions, libmd for SHA-256, zlib for compressed data, SQLite
# for the archive's database, and pkg-config to find them.
SYSTEM_PACKAGES = libpcre2-dev libmd-dev zlib1g-dev libsqlite3-dev pkg-config

# What the browser tests need beside it: Debian's Chromium and its driver, and from PyPI Selenium, which drives it, and
# axe, which judges how accessible a page is (only the script of that package is used).
BROWSER_PACKAGES = chromium chromium-driver python3-venv fonts-dejavu-core fonts-noto-core
BROWSER = .build/browser

# Where the tests find Python with readers of report formats that are not ours, and Spark.
PYTHON_ENV = .build/python

.PHONY: report test test-browser test-packages test-deb dist deb lint format record bench prove-archive build system-packages

report: build
	@mkdir -p reports
	@$(PROGRAM) check --fail-on never --output 'reports/$(basename $(notdir $(ARTICLE))).md' '$(ARTICLE)'
	@cat 'reports/$(basename $(notdir $(ARTICLE))).md'
	@echo "The report is in reports/$(basename $(notdir $(ARTICLE))).md" >&2

build: system-packages
	@$(SWIFT_HERE) build --configuration release --static-swift-stdlib --product factlint

test: system-packages test-packages
	@$(SWIFT_HERE) build $(WEB) --build-tests
	@export FACTLINT_READERS='$(CURDIR)/$(PYTHON_ENV)/bin/python'; $(SWIFT_HERE) test $(WEB) --skip-build

test-browser: system-packages
	@$(MAKE) --no-print-directory system-packages SYSTEM_PACKAGES='$(BROWSER_PACKAGES)' \
	  || { echo 'No browser tests: Chromium could not be installed' >&2; exit 1; }
	@test -x $(BROWSER)/bin/python || python3 -m venv $(BROWSER)
	@$(BROWSER)/bin/pip install --quiet 'selenium==4.45.*'
	@$(BROWSER)/bin/pip install --quiet --no-deps 'axe-playwright-python==0.1.8'
	@$(SWIFT_HERE) build $(WEB) --product factlint
	$(BROWSER)/bin/python -m unittest discover --start-directory Tests/Browser --pattern '*_test.py'

dist: system-packages
	@$(TEMPORARY_HERE) && export SWIFT='$(SWIFT)' && Sources/Packaging/package.sh .build/dist .build/packages

deb: system-packages
	@$(TEMPORARY_HERE) && export SWIFT='$(SWIFT)' DEB=yes && Sources/Packaging/package.sh .build/dist .build/packages

test-deb: deb
	@as_root=; [ "$$(id -u)" -eq 0 ] || as_root=sudo; \
	for package in .build/packages/*.deb; do $$as_root Sources/Packaging/test-deb.sh "$$package"; done

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format:
	$(SWIFT) format --in-place --recursive $(SOURCES)

record: system-packages
	@export RECORD=1; $(SWIFT_HERE) test $(WEB) --filter Golden || true
	@git --no-pager diff --stat -- reports Tests

bench: system-packages
	@$(SWIFT_HERE) package --package-path Tests/Benchmarks benchmark

# The large proofs: 100,000 articles at full speed, a run killed twenty times, a hostile archive of 10,000 files, Spark.
prove-archive: build test-packages
	$(PYTHON_ENV)/bin/python Tests/Archive/prove.py --factlint $(PROGRAM)

# Installs what the tests need beyond the build: Python with its own packages, and Java for Spark.
test-packages: $(PYTHON_ENV)/ready
	@java -version 2>/dev/null >&2 || { \
	  echo "Installing openjdk-17-jre-headless with apt-get"; \
	  as_root=; [ "$$(id -u)" -eq 0 ] || as_root=sudo; \
	  $$as_root apt-get update --quiet=2 && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends openjdk-17-jre-headless; \
	}

$(PYTHON_ENV)/ready: Tests/Readers/requirements.txt
	@rm -rf $(PYTHON_ENV)
	@mkdir -p .build
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Installing python3-venv with apt-get"; \
	  as_root=; [ "$$(id -u)" -eq 0 ] || as_root=sudo; \
	  $$as_root apt-get update --quiet=2 && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends python3-venv; \
	}
	python3 -m venv $(PYTHON_ENV)
	@echo "Installing the packages of Tests/Readers/requirements.txt with pip"
	for attempt in 1 2 3; do \
	  $(PYTHON_ENV)/bin/pip install --quiet --disable-pip-version-check --retries 5 --requirement $< && break; \
	  [ $$attempt -lt 3 ] || exit 1; sleep 5; \
	done
	@touch $@

# Installs what is missing and says so; does nothing, and needs no network, where all is there.
system-packages:
	@missing=; \
	for package in $(SYSTEM_PACKAGES); do \
	  dpkg-query --show --showformat='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing$$missing with apt-get"; \
	  as_root=; [ "$$(id -u)" -eq 0 ] || as_root=sudo; \
	  $$as_root apt-get update --quiet=2 && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends $$missing; \
	fi
