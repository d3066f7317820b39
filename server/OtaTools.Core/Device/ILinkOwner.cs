namespace OtaTools.Core.Device;

/// <summary>What a link tells its session, one after the other.</summary>
internal interface ILinkOwner
{
    /// <summary>They are the owner's until it has ended.</summary>
    ValueTask OnBytesAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Nothing more comes over the transport that was; what uses it fails now.</summary>
    void OnDown();

    /// <summary>The link is looked for.</summary>
    /// <param name="inTheWay">Why it cannot be had though it is there; null where it is just gone.</param>
    void OnLost(string port, string? inTheWay);

    void OnBack(string port, string before);
}
