# Finds a JDK 25 or newer without starting one. Sourced by mvnw, ackademy and check.
#
#   find_jdk   sets jdk to its home and jdk_version to its version, or jdk to nothing and fails
#
# Looks at JAVA_HOME, then at the java of the PATH, then in the folders where each system and the usual
# installers put their JDKs. A home counts when its "release" file says so and it has a compiler.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r release_key release_value; do
    [ "$release_key" = JAVA_VERSION ] || continue
    jdk_version=${release_value#\"}
    jdk_version=${jdk_version%\"*}
    jdk_feature=${jdk_version%%[!0-9]*}
    [ "${jdk_feature:-0}" -ge 25 ]
    return
  done <"$1/release"
  return 1
}

find_jdk() {
  jdk=${JAVA_HOME:-}
  [ -n "$jdk" ] && is_jdk_25 "$jdk" && return 0

  java_on_path=$(command -v java 2>/dev/null) && java_on_path=$(readlink -f "$java_on_path" 2>/dev/null) &&
    jdk=${java_on_path%/bin/java} && is_jdk_25 "$jdk" && return 0

  for jdk in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* \
    "${HOME:-/nowhere}"/.jdks/* "${HOME:-/nowhere}"/.jdks/*/Contents/Home \
    "${HOME:-/nowhere}"/.asdf/installs/java/* "${HOME:-/nowhere}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
    "/c/Program Files/Java"/* "/c/Program Files/Eclipse Adoptium"/* "/c/Program Files/Microsoft"/jdk*; do
    is_jdk_25 "$jdk" && return 0
  done
  jdk=
  return 1
}

# Says on stderr what is missing and the one line that installs it on this computer.
explain_missing_jdk() {
  echo "$1: needs a JDK 25 or newer and found none (looked at JAVA_HOME, the PATH and the usual folders)." >&2
  echo "Install one with:  $(jdk_install_line)" >&2
  echo "or, where it is already installed, set JAVA_HOME to its folder." >&2
}

jdk_install_line() {
  as_root=
  [ "$(id -u)" = 0 ] || as_root='sudo '
  if command -v apt-cache >/dev/null 2>&1 && apt-cache show openjdk-25-jdk >/dev/null 2>&1; then
    echo "${as_root}apt-get install -y openjdk-25-jdk"
  elif command -v apt-cache >/dev/null 2>&1 && apt-cache show temurin-25-jdk >/dev/null 2>&1; then
    echo "${as_root}apt-get install -y temurin-25-jdk"
  elif command -v dnf >/dev/null 2>&1; then
    echo "${as_root}dnf install -y java-25-openjdk-devel"
  elif command -v zypper >/dev/null 2>&1; then
    echo "${as_root}zypper install -y java-25-openjdk-devel"
  elif command -v pacman >/dev/null 2>&1; then
    echo "${as_root}pacman -S --noconfirm jdk-openjdk"
  elif command -v apk >/dev/null 2>&1; then
    echo "${as_root}apk add openjdk25"
  elif command -v brew >/dev/null 2>&1; then
    echo "brew install openjdk"
  else
    jdk_download_line
  fi
}

# Needs no root: a JDK unpacked into ~/.jdks, where find_jdk looks.
jdk_download_line() {
  case $(uname -s) in Darwin) jdk_system=mac ;; *) jdk_system=linux ;; esac
  case $(uname -m) in aarch64 | arm64) jdk_machine=aarch64 ;; *) jdk_machine=x64 ;; esac
  jdk_address="https://api.adoptium.net/v3/binary/latest/25/ga/$jdk_system/$jdk_machine/jdk/hotspot/normal/eclipse"
  echo "mkdir -p ~/.jdks && curl -fL $jdk_address | tar xz -C ~/.jdks"
}
