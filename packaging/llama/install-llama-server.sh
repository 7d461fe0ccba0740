#!/bin/sh
# install-llama-server.sh [PREFIX]
#
# Puts a real llama.cpp (llama-server and its companions) from a newer Debian suite under PREFIX
# (default: target/llama of this checkout) without touching the running system. A private apt root
# resolves the packages and checks their signatures with the system's Debian keyring, dpkg-deb
# unpacks them, and the programs are linked anew to a private loader and C library, so that the
# host's own do not matter.
#
# Needs: Debian (or a derivative with Debian's archive keyring) with apt and dpkg. No root.
# Run again: nothing is done while the installed server starts. PREFIX cannot be moved afterwards,
# because the path of the loader in a program is absolute: run the script again instead.
#
# Environment, all optional:
#   LLAMA_SUITE     suites to try in turn              (default "forky sid")
#   LLAMA_MIRROR    base URI of a Debian mirror        (default: the one apt already uses)
#   LLAMA_KEYRING   keyring that signed the suite      (default: Debian's archive keyring)
#   LLAMA_EXTRA     further packages, for example libggml0-backend-vulkan
#   LLAMA_UPDATE=1  look for a newer version although one is installed
set -eu

HERE=$(cd "$(dirname "$0")" && pwd -P)
[ $# -le 1 ] || { echo "usage: $0 [PREFIX]" >&2; exit 2; }
PREFIX=${1:-$HERE/../../target/llama}
mkdir -p "$PREFIX"
PREFIX=$(cd "$PREFIX" && pwd -P)
SUITES=${LLAMA_SUITE:-"forky sid"}
KEYRING=${LLAMA_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
# Of no use to the server: front ends for package questions, downloaders, rare charsets and crypto.
SKIP=' debconf debconf-2.0 cdebconf wget curl libc-gconv-modules-extra openssl-provider-legacy '

log() { echo "install-llama-server: $*" >&2; }
die() { log "ERROR: $*"; exit 1; }
starts() { [ -f "$PREFIX/PACKAGES" ] && "$PREFIX/bin/llama-server" --version >/dev/null 2>&1; }

if [ -z "${LLAMA_UPDATE:-}" ] && starts; then
	log "already there: $PREFIX/bin/llama-server"
	exit 0
fi

for tool in apt-get apt-cache dpkg-deb awk find; do
	command -v "$tool" >/dev/null || die "$tool is missing; this script works on Debian"
done
[ -r "$KEYRING" ] || die "no keyring at $KEYRING; install debian-archive-keyring or set LLAMA_KEYRING"

# Before the first "apt-get update" apt knows no labels; then its sources are read directly.
MIRROR=${LLAMA_MIRROR:-$(apt-get indextargets --format '$(REPO_URI) $(LABEL)' 2>/dev/null |
	awk '$2 == "Debian" { print $1; exit }')}
[ -n "$MIRROR" ] || MIRROR=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
	/etc/apt/sources.list.d/*.sources 2>/dev/null |
	awk '!/^#/ { for (i = 1; i <= NF; i++) if ($i ~ /^https?:.*\/debian\/?$/) { print $i; exit } }')
[ -n "$MIRROR" ] || MIRROR=http://deb.debian.org/debian

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
trap 'exit 130' INT TERM
mkdir -p "$WORK/state/lists/partial" "$WORK/cache/archives/partial" "$WORK/debs" "$WORK/root"
: > "$WORK/state/status"
cat > "$WORK/apt.conf" <<CONF
Dir::State "$WORK/state";
Dir::State::status "$WORK/state/status";
Dir::Cache "$WORK/cache";
Dir::Etc::sourcelist "$WORK/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
export APT_CONFIG="$WORK/apt.conf"

SUITE=
for s in $SUITES; do
	echo "deb [signed-by=$KEYRING] $MIRROR $s main" > "$WORK/sources.list"
	if apt-get -qq update >"$WORK/update.log" 2>&1 &&
	   apt-cache show llama.cpp-tools >/dev/null 2>&1; then SUITE=$s; break; fi
	log "suite $s at $MIRROR: no llama.cpp-tools ($(tail -n 1 "$WORK/update.log"))"
done
[ -n "$SUITE" ] || die "no suite of '$SUITES' at $MIRROR has llama.cpp-tools"

# Everything depended on, first alternative only, without $SKIP.
roots="llama.cpp-tools patchelf ${LLAMA_EXTRA:-}"
all=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts \
	--no-breaks --no-replaces --no-enhances $roots |
	awk -v roots="$roots" -v skip="$SKIP" '
	/^[^ ]/ { p = $1; alt = 0; next }
	/Depends:/ { if (!alt && $NF !~ /^</) dep[p] = dep[p] " " $NF; alt = ($0 ~ /^ *\|/) }
	END {
		n = split(roots, q, " ")
		for (i = 1; i <= n; i++) {
			if (seen[q[i]]++ || index(skip, " " q[i] " ")) continue
			printf "%s ", q[i]
			m = split(dep[q[i]], d, " ")
			for (j = 1; j <= m; j++) q[++n] = d[j]
		}
	}')
WANT=$(apt-cache policy $all |
	awk '/^[^ ]/ { p = $1; sub(/:$/, "", p) } /Candidate:/ { print p, $2 }' | sort)
if starts && [ "$(cat "$PREFIX/PACKAGES")" = "$WANT" ]; then
	log "up to date: $(echo "$WANT" | awk '$1 == "llama.cpp-tools" { print $2 }') in $PREFIX"
	exit 0
fi

log "suite $SUITE: $all"
(cd "$WORK/debs" && apt-get -qq download $all) || die "download failed"
for d in "$WORK"/debs/*.deb; do
	case "$d" in
	*/patchelf_*) mkdir -p "$WORK/patchelf"; dpkg-deb -x "$d" "$WORK/patchelf" ;;
	*) dpkg-deb -x "$d" "$WORK/root" ;;
	esac
done

# One flat folder with the programs, every library and every ggml backend: ggml looks for its
# backends beside /proc/self/exe, and router mode starts its children from there, so that the
# programs must be started themselves and not through "ld.so PROGRAM".
NEW="$PREFIX/libexec.new"; DEST="$PREFIX/libexec"
rm -rf "$NEW" "$NEW.patchelf"; mkdir -p "$NEW" "$PREFIX/bin"
elf() { [ "$(head -c 4 "$1" | tail -c 3)" = ELF ]; }
libs() { find "$WORK/root" \( -path '*/gconv/*' -o -path '*/audit/*' -o -path '*/libexec/*' -o \
	-path '*/ossl-modules/*' -o -path '*/engines-*' \) -prune -o \
	\( -name '*.so' -o -name '*.so.*' \) -type "$1" -print; }
libs f | while read -r f; do if elf "$f"; then cp "$f" "$NEW/"; fi; done
libs l | while read -r f; do
	t=$(readlink "$f"); t=${t##*/}
	[ -e "$NEW/${f##*/}" ] || [ ! -f "$NEW/$t" ] || ln -s "$t" "$NEW/${f##*/}"
done
find "$WORK/root/usr/bin" -name 'llama-*' -type f -exec cp {} "$NEW/" \;
LD=$(cd "$NEW" && ls ld-linux*.so.* ld*.so.[12] 2>/dev/null | head -n 1)
[ -n "$LD" ] || die "no dynamic loader among the packages"
chmod 755 "$NEW/$LD"
PATCHELF=$(find "$WORK/patchelf" -path '*/bin/patchelf' -type f)
# patchelf needs the newer C library too: give it a copy that stays as it is.
cp -R "$NEW" "$NEW.patchelf"
patch() { "$NEW.patchelf/$LD" --library-path "$NEW.patchelf" "$PATCHELF" "$@"; }
for f in "$NEW"/*; do
	[ ! -L "$f" ] || continue
	b=${f##*/}
	case "$b" in
	ld-linux*|ld*.so.[12]|libc.so.*) continue ;;
	llama-*) patch --force-rpath --set-rpath "$DEST" --set-interpreter "$DEST/$LD" "$f" ;;
	*.so|*.so.*) patch --force-rpath --set-rpath "$DEST" "$f" ;;
	esac
done
rm -rf "$NEW.patchelf" "$DEST"
mv "$NEW" "$DEST"

for f in "$DEST"/llama-*; do
	b=${f##*/}
	# exec replaces the shell: one process, one pid, and signals reach the server.
	printf '#!/bin/sh\nexec "%s" "$@"\n' "$f" > "$PREFIX/bin/$b.tmp"
	chmod 755 "$PREFIX/bin/$b.tmp"
	mv "$PREFIX/bin/$b.tmp" "$PREFIX/bin/$b"
done

strays=$("$DEST/$LD" --list "$DEST/llama-server" | awk -v d="$DEST/" '
	/not found/ { print; next }
	/=>/ && !index($0, "=> " d) && $1 !~ /vdso/ { print }')
[ -z "$strays" ] || die "libraries from outside $PREFIX: $strays"
"$PREFIX/bin/llama-server" --version >&2 || die "llama-server does not start"
echo "$WANT" > "$PREFIX/PACKAGES"
log "done: $PREFIX/bin/llama-server"
