# Finds a JDK 25 or newer without starting one. Sourced by mvnw, ackademy and check.
#
#   find_jdk   sets jdk to its home and returns 0, or sets jdk to nothing and returns 1
#
# Looks at JAVA_HOME, then at the java of the PATH, then in the folders where each system and the usual
# installers put their JDKs. A home counts when its "release" file says so and it has a compiler.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r release_key release_value; do
    [ "$release_key" = JAVA_VERSION ] || continue
    release_value=${release_value#\"}
    release_value=${release_value%%[!0-9]*}
    [ "${release_value:-0}" -ge 25 ]
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
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
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
