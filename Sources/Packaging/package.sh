#!/bin/sh
# Makes the packages: a folder with the program and all that belongs to it, as tar.gz and as a Debian package.
#
#   package.sh SCRATCH OUTPUT    SCRATCH: a build folder of its own; OUTPUT: where the packages go
#
# The program has Swift's libraries and all others but the C library's inside, so it runs on a bare Debian.
set -eu
scratch=$1
output=$2
swift=${SWIFT:-swift}
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"

architecture=$(dpkg --print-architecture)
libraries=/usr/lib/$(gcc -print-multiarch)

# A folder that has nothing but archives makes the linker take them in place of shared libraries, if it comes before the
# system's folders; descriptions for pkg-config that name it see to that.
mkdir -p "$scratch/static"
static=$(cd "$scratch/static" && pwd)
describe() { # NAME LIBRARY
  ln -sf "$libraries/lib$2.a" "$static/lib$2.a"
  printf 'Name: %s\nDescription: static\nVersion: 0\nLibs: -L%s -l%s\n' "$1" "$static" "$2" > "$static/$1.pc"
}
describe libpcre2-8 pcre2-8
describe libmd md
describe zlib z
describe sqlite3 sqlite3
# Swift's own libraries need C++'s.
ln -sf "$(gcc -print-file-name=libstdc++.a)" "$static/libstdc++.a"
export PKG_CONFIG_PATH="$static"

build() {
  "$swift" build --configuration release --static-swift-stdlib --traits Web --scratch-path "$scratch" --product "$1"
}
build factlint
build generate-manual
program=$scratch/release/factlint

version=$("$program" --version)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
name=factlint-$version-linux-$architecture
rm -rf "$scratch/package"
tree=$scratch/package/usr
documents=$tree/share/doc/factlint
install -D -m 755 -s "$program" "$tree/bin/factlint"

# The manual: one page for the program and one for each command.
mkdir -p "$tree/share/man/man1"
"$scratch/release/generate-manual" "$program" --multi-page --date "$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)" \
  --output-directory "$tree/share/man/man1"
gzip -9n "$tree"/share/man/man1/*.1

complete() { mkdir -p "$(dirname "$2")" && "$program" --generate-completion-script "$1" > "$2"; }
complete bash "$tree/share/bash-completion/completions/factlint"
complete zsh "$tree/share/zsh/vendor-completions/_factlint"
complete fish "$tree/share/fish/vendor_completions.d/factlint.fish"

install -D -m 644 README.md "$documents/README.md"
install -D -m 644 LICENSE "$documents/copyright"
# The licences of what is inside: Swift packages, and libraries of Debian.
mkdir -p "$documents/licences"
for folder in "$scratch"/checkouts/*; do
  for file in "$folder"/LICENSE* "$folder"/NOTICE*; do
    [ -f "$file" ] && install -m 644 "$file" "$documents/licences/$(basename "$folder")-$(basename "$file")"
  done
done
for package in libpcre2-dev libmd-dev zlib1g-dev libsqlite3-dev libstdc++6; do
  install -m 644 "/usr/share/doc/$package/copyright" "$documents/licences/$package-copyright"
done
for file in "$(dirname "$(readlink -f "$(command -v "$swift")")")"/../share/swift/LICENSE.txt; do
  [ -f "$file" ] && install -m 644 "$file" "$documents/licences/swift-LICENSE.txt"
done
find "$scratch/package" -newermt "@$SOURCE_DATE_EPOCH" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +

mkdir -p "$output"
tar --create --gzip --sort=name --owner=0 --group=0 --numeric-owner --mtime "@$SOURCE_DATE_EPOCH" \
  --directory "$scratch/package" --transform "s,^usr,$name," --file "$output/$name.tar.gz" usr
echo "$output/$name.tar.gz"

[ "${DEB:-}" = yes ] || exit 0
control=$scratch/package/DEBIAN
mkdir -p "$control"
libc=$(dpkg-query --show --showformat='${Version}' libc6 | sed 's/-.*//')
cat > "$control/control" << END
Package: factlint
Version: $version
Architecture: $architecture
Maintainer: The Factlint authors <factlint@localhost>
Installed-Size: $(du -sk "$tree" | cut -f1)
Depends: libc6 (>= $libc), libgcc-s1
Section: text
Priority: optional
Description: checks articles for facts that cannot all be true
 Factlint pulls dates, counts and attributions out of an article and compares
 them with one another: a total with its parts, the headline with the body, a
 weekday with its date, a quotation with its speakers. It reports to a terminal,
 in Markdown, HTML and formats for programs, in an editor (factlint lsp) and on
 a local page (factlint serve).
END
(cd "$scratch/package" && find usr -type f -exec md5sum {} + | sort -k 2 > DEBIAN/md5sums)
dpkg-deb --root-owner-group --build "$scratch/package" "$output/factlint_${version}_$architecture.deb" > /dev/null
echo "$output/factlint_${version}_$architecture.deb"
