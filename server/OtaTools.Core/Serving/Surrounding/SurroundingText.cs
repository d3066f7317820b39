using OtaTools.Core.Serving.Addresses;

namespace OtaTools.Core.Serving.Surrounding;

/// <summary>What this program's surroundings mean for boards.</summary>
public static class SurroundingText
{
    /// <summary>Boards cannot look into what this program runs in: it has no address but those inside.</summary>
    public static bool IsBetween(Surroundings around, IReadOnlyList<LanInterface> addresses) =>
        around.Has(SurroundingKind.Codespace) || (IsInside(around, addresses) is not null && addresses.All(i => i.IsVirtual));

    /// <returns>Null where boards reach this program as any other.</returns>
    /// <param name="port">That is or will be served on.</param>
    public static string? About(Surroundings around, IReadOnlyList<LanInterface> addresses, int port) =>
        around.Has(SurroundingKind.Codespace) ? Strings.AroundCodespace()
        : around.IsRemote ? Strings.AroundRemote()
        : !IsBetween(around, addresses) ? null
        : IsInside(around, addresses) switch
        {
            AddressKind.Container => Strings.AroundContainer(Strings.FixContainer(port)),
            AddressKind.Wsl => Strings.AroundWsl(Strings.FixWsl(port)),
            _ => Strings.AroundVirtualMachine(Strings.FixVirtualMachine(port)),
        };

    private static AddressKind? IsInside(Surroundings around, IReadOnlyList<LanInterface> addresses) =>
        around.Kinds.Count == 0 ? null
        : addresses.Select(i => (AddressKind?)i.Kind).FirstOrDefault(kind => kind is AddressKind.Container or AddressKind.Wsl or AddressKind.VirtualMachine);
}
