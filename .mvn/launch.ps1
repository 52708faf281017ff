# What `ackademy` does before it starts Java, for Windows: finds a JDK 25 or newer, builds where the sources have no build
# or have changed since, and writes .ackademy\start (JDK=..., ARGS=...). Says everything on stderr. The folders are those
# that the script `ackademy` describes.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$products = Join-Path $root '.ackademy'
$built = Join-Path $products 'built'
$buildLog = Join-Path $products 'build.log'

function Say($text) { [Console]::Error.WriteLine("ackademy: $text") }

function Get-JdkVersion($folder) {
    $release = Join-Path $folder 'release'
    if (-not (Test-Path -LiteralPath (Join-Path $folder 'bin\javac.exe'))) { return $null }
    if (-not (Test-Path -LiteralPath $release)) { return $null }
    foreach ($line in [IO.File]::ReadAllLines($release)) {
        if ($line -match '^JAVA_VERSION="?((\d+)[^"]*)') {
            if ([int]$Matches[2] -ge 25) { return $Matches[1] }
            return $null
        }
    }
    return $null
}

function Find-Jdk {
    $folders = @()
    if ($env:JAVA_HOME) { $folders += $env:JAVA_HOME }
    $java = Get-Command java.exe -ErrorAction SilentlyContinue
    if ($java) { $folders += Split-Path -Parent (Split-Path -Parent $java.Source) }
    $parents = @()
    foreach ($programs in @($env:ProgramFiles, $env:ProgramW6432, (Join-Path $env:LOCALAPPDATA 'Programs'))) {
        if (-not $programs) { continue }
        foreach ($vendor in 'Java', 'Eclipse Adoptium', 'Microsoft', 'Amazon Corretto', 'Zulu', 'BellSoft') {
            $parents += Join-Path $programs $vendor
        }
    }
    $parents += Join-Path $env:USERPROFILE '.jdks'
    $parents += Join-Path $env:USERPROFILE 'scoop\apps'
    foreach ($parent in $parents) {
        if (Test-Path -LiteralPath $parent) {
            foreach ($child in [IO.Directory]::GetDirectories($parent)) {
                $folders += $child
                $folders += Join-Path $child 'current'
            }
        }
    }
    foreach ($folder in $folders) {
        $version = Get-JdkVersion $folder
        if ($version) { return @{ Home = $folder.TrimEnd('\'); Version = $version } }
    }
    return $null
}

function Test-Built($identity) {
    if (-not (Test-Path -LiteralPath $built)) { return $false }
    $lines = [IO.File]::ReadAllLines($built)
    if ($lines.Length -lt 2 -or $lines[0] -ne $identity) { return $false }
    $build = Join-Path $products ('builds\' + $lines[1])
    if (-not (Test-Path -LiteralPath (Join-Path $build 'java.args'))) { return $false }
    foreach ($jar in [IO.File]::ReadAllLines((Join-Path $build 'jars'))) {
        if (-not [IO.File]::Exists($jar)) { return $false }
    }
    $since = [IO.File]::GetLastWriteTimeUtc($built)
    $watched = @((Join-Path $root 'pom.xml'), (Join-Path $root '.mvn'), (Join-Path $root 'lessons\catalog'))
    foreach ($module in 'simulator-core', 'broker-connectors', 'lessons', 'simulator-ui') {
        $watched += Join-Path $root "$module\pom.xml"
        $watched += Join-Path $root "$module\src\main"
    }
    foreach ($place in $watched) {
        if ([IO.File]::Exists($place)) {
            if ([IO.File]::GetLastWriteTimeUtc($place) -gt $since) { return $false }
        } elseif ([IO.Directory]::Exists($place)) {
            if ([IO.Directory]::GetLastWriteTimeUtc($place) -gt $since) { return $false }
            $all = [IO.SearchOption]::AllDirectories
            foreach ($entry in [IO.Directory]::EnumerateFileSystemEntries($place, '*', $all)) {
                if ([IO.File]::GetLastWriteTimeUtc($entry) -gt $since) { return $false }
            }
        }
    }
    return $true
}

function Quoted($path) { '"' + $path.Replace('\', '\\') + '"' }

function Invoke-Maven($jdk, $watch) {
    $env:JAVA_HOME = $jdk.Home
    $command = "`"`"$root\mvnw.cmd`" -B -Plaunch -Dbuild.folder=target/launch package > `"$buildLog`" 2>&1`""
    $maven = Start-Process -FilePath $env:ComSpec -ArgumentList "/d /c $command" -WorkingDirectory $root -NoNewWindow -PassThru
    $null = $maven.Handle # keeps the exit code readable
    $onTerminal = -not [Console]::IsErrorRedirected
    $nextLine = 0
    while (-not $maven.WaitForExit(200)) {
        $seconds = [int]$watch.Elapsed.TotalSeconds
        if ($onTerminal) {
            [Console]::Error.Write("`rackademy: building, $seconds s ")
        } elseif ($seconds -ge $nextLine) {
            Say "building, $seconds s"
            $nextLine = $seconds + 10
        }
    }
    if ($onTerminal) { [Console]::Error.WriteLine() }
    if ($maven.ExitCode -ne 0) {
        Say 'the build failed:'
        Select-String -LiteralPath $buildLog -Pattern '^\[ERROR\] \S|[Ff]ailed to fetch' | Select-Object -First 12 |
            ForEach-Object { [Console]::Error.WriteLine($_.Line) }
        Say "all of it is in $buildLog"
        exit 70
    }
}

function Build($jdk, $identity) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $id = (Get-Date -Format 'yyyyMMdd-HHmmss') + "-$PID"
    $build = Join-Path $products "builds\$id"
    $null = New-Item -ItemType Directory -Force -Path (Join-Path $build 'lib')
    $started = [DateTime]::UtcNow
    Invoke-Maven $jdk $watch

    $ui = Join-Path $root 'simulator-ui\target\launch'
    $paths = @([IO.Directory]::GetFiles($ui, 'simulator-ui-*.jar'))
    $paths += [IO.File]::ReadAllText((Join-Path $ui 'classpath.txt')).Trim() -split ';'
    $jars = foreach ($path in $paths) {
        if ($path.StartsWith("$root\", [StringComparison]::OrdinalIgnoreCase)) {
            $copy = Join-Path $build ('lib\' + [IO.Path]::GetFileName($path))
            [IO.File]::Copy($path, $copy, $true)
            $copy
        } else { $path }
    }
    $plain = New-Object Text.UTF8Encoding $false
    [IO.File]::WriteAllLines((Join-Path $build 'jars'), [string[]]$jars, $plain)
    $javaArgs = Join-Path $build 'java.args'
    [IO.File]::WriteAllText($javaArgs, '-cp ' + (Quoted ($jars -join ';')) + "`n")

    # A trial run leaves a cache of loaded and linked classes. Where the JVM cannot make one, it starts without.
    $log = '-Xlog:disable -Xlog:all=warning,aot*=off,cds*=off:stderr'
    $cache = Join-Path $build 'ackademy.aot'
    $trial = "/d /c `"`"$($jdk.Home)\bin\java.exe`" $log `"-XX:AOTCacheOutput=$cache`" `"@$javaArgs`" dev.ackademy.ui.Main --help >> `"$buildLog`" 2>&1`""
    Start-Process -FilePath $env:ComSpec -ArgumentList $trial -NoNewWindow -Wait
    if (Test-Path -LiteralPath $cache) {
        [IO.File]::AppendAllText($javaArgs, "$log -XX:AOTCache=" + (Quoted $cache) + "`n")
    }

    $previous = if (Test-Path -LiteralPath $built) { [IO.File]::ReadAllLines($built)[1] } else { '' }
    [IO.File]::WriteAllLines("$built.new", [string[]]@($identity, $id), $plain)
    [IO.File]::SetLastWriteTimeUtc("$built.new", $started)
    Move-Item -Force -LiteralPath "$built.new" -Destination $built
    foreach ($old in [IO.Directory]::GetDirectories((Join-Path $products 'builds'))) {
        $name = [IO.Path]::GetFileName($old)
        if ($name -ne $id -and $name -ne $previous) {
            Remove-Item -Recurse -Force -LiteralPath $old -ErrorAction SilentlyContinue
        }
    }
    Say "built in $([int]$watch.Elapsed.TotalSeconds) s"
}

$jdk = Find-Jdk
if (-not $jdk) {
    Say 'needs a JDK 25 or newer and found none (looked at JAVA_HOME, the PATH and the usual folders).'
    [Console]::Error.WriteLine('Install one with:  winget install EclipseAdoptium.Temurin.25.JDK')
    [Console]::Error.WriteLine('or, where it is already installed, set JAVA_HOME to its folder.')
    exit 70
}
$identity = "$root on $($jdk.Home) $($jdk.Version)"
if (-not (Test-Built $identity)) {
    $null = New-Item -ItemType Directory -Force -Path $products
    # Held open by the process that builds; the system lets go of it when that process ends, however it ends.
    $lock = $null
    $waiting = [Diagnostics.Stopwatch]::StartNew()
    while (-not $lock) {
        try { $lock = [IO.File]::Open((Join-Path $products 'lock'), 'OpenOrCreate', 'ReadWrite', 'None') } catch [IO.IOException] {
            if ($waiting.Elapsed.TotalMinutes -ge 15) {
                Say "another start has been building for 15 minutes; end it and try again"
                exit 70
            }
            Start-Sleep -Milliseconds 200
        }
    }
    try {
        if (-not (Test-Built $identity)) { Build $jdk $identity }
    } finally { $lock.Dispose() }
}
$plain = New-Object Text.UTF8Encoding $false
$id = [IO.File]::ReadAllLines($built)[1]
$args25 = Join-Path $products "builds\$id\java.args"
[IO.File]::WriteAllLines((Join-Path $products "start.$PID"), [string[]]@("JDK=$($jdk.Home)", "ARGS=$args25"), $plain)
Move-Item -Force -LiteralPath (Join-Path $products "start.$PID") -Destination (Join-Path $products 'start')
exit 0
