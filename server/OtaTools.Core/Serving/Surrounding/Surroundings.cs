namespace OtaTools.Core.Serving.Surrounding;

/// <summary>What this program runs in.</summary>
public sealed record Surroundings(IReadOnlyList<SurroundingKind> Kinds)
{
    private static readonly string[] ContainerGroups = ["docker", "kubepods", "containerd", "libpod", "lxc"];
    private static readonly string[] ContainerWindows = ["dev-container", "attached-container", "k8s-container"];
    private static readonly string[] Hypervisors =
        ["VirtualBox", "innotek", "VMware", "QEMU", "KVM", "Virtual Machine", "Xen", "Parallels", "Amazon EC2", "Google Compute", "OpenStack", "Bochs"];

    public static Surroundings None { get; } = new([]);

    public bool IsContainer => Has(SurroundingKind.Container) || Has(SurroundingKind.Codespace);

    /// <summary>The person sits elsewhere.</summary>
    public bool IsRemote => Has(SurroundingKind.Ssh) || Has(SurroundingKind.Tunnel) || Has(SurroundingKind.Codespace);

    /// <param name="remoteName">The editor's word for where its window is connected to.</param>
    public static Surroundings Look(string? remoteName) => Of(SurroundingFacts.Gather(remoteName));

    public bool Has(SurroundingKind kind) => Kinds.Contains(kind);

    internal static Surroundings Of(SurroundingFacts facts)
    {
        var kinds = new List<SurroundingKind>();
        void Add(SurroundingKind kind, bool holds)
        {
            if (holds)
            {
                kinds.Add(kind);
            }
        }

        var codespace = facts.RemoteName == "codespaces" || facts.Environment.ContainsKey("CODESPACES") || facts.Environment.ContainsKey("GITPOD_WORKSPACE_ID");
        Add(SurroundingKind.Codespace, codespace);
        Add(SurroundingKind.Container, !codespace && IsInContainer(facts));
        var wsl = facts.OsRelease.Contains("microsoft", StringComparison.OrdinalIgnoreCase);
        var second = facts.OsRelease.Contains("microsoft-standard", StringComparison.OrdinalIgnoreCase) || facts.OsRelease.Contains("WSL2", StringComparison.OrdinalIgnoreCase);
        Add(SurroundingKind.Wsl1, wsl && !second);
        Add(SurroundingKind.Wsl2, wsl && second && !facts.MirroredLoopback);
        Add(SurroundingKind.Wsl2Mirrored, wsl && second && facts.MirroredLoopback);
        Add(SurroundingKind.Ssh, facts.RemoteName == "ssh-remote" || (facts.RemoteName is null && facts.Environment.ContainsKey("SSH_CONNECTION")));
        Add(SurroundingKind.Tunnel, facts.RemoteName == "tunnel");
        Add(SurroundingKind.VirtualMachine, !wsl && !codespace && Hypervisors.Any(name => facts.Hardware.Contains(name, StringComparison.OrdinalIgnoreCase)));
        return new Surroundings(kinds);
    }

    private static bool IsInContainer(SurroundingFacts facts) =>
        facts.ContainerMark
        || ContainerWindows.Contains(facts.RemoteName)
        || facts.Environment.ContainsKey("REMOTE_CONTAINERS")
        || facts.Environment.ContainsKey("container")
        || facts.Environment.ContainsKey("KUBERNETES_SERVICE_HOST")
        || ContainerGroups.Any(group => facts.Cgroup.Contains('/' + group, StringComparison.Ordinal));
}
