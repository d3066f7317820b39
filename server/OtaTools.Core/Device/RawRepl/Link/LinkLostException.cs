namespace OtaTools.Core.Device.RawRepl.Link;

/// <summary>The board's end of a link is gone, or cannot be reached: what was asked of it may or may not have been done.</summary>
/// <param name="text">What the board printed beside the link.</param>
internal sealed class LinkLostException(string text) : Exception("The board's end of the link does not answer.")
{
    public string Text { get; } = text;
}
