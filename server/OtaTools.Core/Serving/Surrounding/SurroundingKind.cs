namespace OtaTools.Core.Serving.Surrounding;

/// <summary>What this program runs in, where that is more than a computer of its own.</summary>
public enum SurroundingKind
{
    /// <summary>Docker, Podman, a dev container.</summary>
    Container,

    /// <summary>A container in a data centre: GitHub Codespaces and the like.</summary>
    Codespace,
    Wsl1,

    /// <summary>WSL 2 behind NAT, as it is from the start.</summary>
    Wsl2,

    /// <summary>WSL 2 with Windows' own addresses (networkingMode=mirrored).</summary>
    Wsl2Mirrored,

    /// <summary>The person sits at another computer, which is connected by SSH.</summary>
    Ssh,

    /// <summary>The same by a tunnel of the editor.</summary>
    Tunnel,
    VirtualMachine,
}
