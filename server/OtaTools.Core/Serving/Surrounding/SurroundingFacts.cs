namespace OtaTools.Core.Serving.Surrounding;

/// <summary>What can be seen of what this program runs in.</summary>
internal sealed record SurroundingFacts
{
    /// <summary>Variables that tell something; of others nothing is read.</summary>
    private static readonly string[] Telling =
        ["CODESPACES", "GITPOD_WORKSPACE_ID", "REMOTE_CONTAINERS", "container", "KUBERNETES_SERVICE_HOST", "SSH_CONNECTION"];

    /// <summary>A file that Docker or Podman puts into each container is there.</summary>
    public bool ContainerMark { get; init; }

    /// <summary>/proc/1/cgroup</summary>
    public string Cgroup { get; init; } = "";

    /// <summary>/proc/sys/kernel/osrelease</summary>
    public string OsRelease { get; init; } = "";

    /// <summary>What the hardware calls itself (DMI): maker and product.</summary>
    public string Hardware { get; init; } = "";

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>WSL 2 shows Windows' loopback as an interface of its own when it mirrors.</summary>
    public bool MirroredLoopback { get; init; }

    /// <summary>The editor's word for where its window is connected to: ssh-remote, wsl, dev-container, codespaces, tunnel; null for this computer.</summary>
    public string? RemoteName { get; init; }

    public static SurroundingFacts Gather(string? remoteName)
    {
        var environment = Telling
            .Select(name => (name, value: System.Environment.GetEnvironmentVariable(name)))
            .Where(variable => !string.IsNullOrEmpty(variable.value))
            .ToDictionary(variable => variable.name, variable => variable.value!);
        return OperatingSystem.IsLinux()
            ? new()
            {
                ContainerMark = File.Exists("/.dockerenv") || File.Exists("/run/.containerenv"),
                Cgroup = Read("/proc/1/cgroup"),
                OsRelease = Read("/proc/sys/kernel/osrelease"),
                Hardware = $"{Read("/sys/class/dmi/id/sys_vendor")} {Read("/sys/class/dmi/id/product_name")}",
                Environment = environment,
                MirroredLoopback = Directory.Exists("/sys/class/net/loopback0"),
                RemoteName = remoteName,
            }
            : new() { Environment = environment, RemoteName = remoteName };
    }

    private static string Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var start = new char[4096];
            return new string(start, 0, reader.ReadBlock(start)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
