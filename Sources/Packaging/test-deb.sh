#!/bin/sh
# Installs a Debian package, uses what it installs, removes it, and looks for what is left. Needs to be root.
#
#   test-deb.sh PACKAGE.deb
set -eu
package=$1
fail() {
  echo "failed: $1" >&2
  exit 1
}
report=$(mktemp)
trap 'rm -f "$report"; dpkg --purge factlint > /dev/null 2>&1 || true' EXIT
dpkg --install "$package" > /dev/null
files=$(dpkg --listfiles factlint)
[ "$(command -v factlint)" = /usr/bin/factlint ] || fail 'the program is not found'
[ "$(factlint --version)" = "$(dpkg-query --show --showformat='${Version}' factlint)" ] || fail 'another version'
status=0
printf 'date 2024-03-10 Flood\n\nThe nine people killed were five women and three men.\n' \
  | factlint check - > "$report" || status=$?
[ $status = 1 ] || fail "status $status in place of 1"
grep -q 'count/total' "$report" || fail 'the slip is not found'
for file in man/man1/factlint.1.gz bash-completion/completions/factlint doc/factlint/copyright; do
  [ -s "/usr/share/$file" ] || fail "no /usr/share/$file"
done
bash -n /usr/share/bash-completion/completions/factlint || fail 'the completions are no bash'
ldd /usr/bin/factlint | grep -vE 'linux-vdso|ld-linux|libc\.so|libm\.so|libgcc_s|libdl|libpthread|librt' && fail 'more is linked than the C library'
dpkg --purge factlint > /dev/null
for file in $files; do
  if [ -e "$file" ] && [ ! -d "$file" ]; then fail "$file is left"; fi
done
[ ! -e /usr/share/doc/factlint ] || fail 'a folder is left'
echo "$package installs, runs and is removed"
