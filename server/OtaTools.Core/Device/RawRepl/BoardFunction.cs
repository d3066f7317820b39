namespace OtaTools.Core.Device.RawRepl;

/// <summary>A function on the board, of one argument: the bytes that it is sent.</summary>
/// <param name="Name">In the last of the snippets.</param>
/// <param name="Snippets">Those of server/device/snippets that it needs, in the order of loading.</param>
internal sealed record BoardFunction(string Name, params string[] Snippets);
