namespace StreamJsonRpc;

/// <summary>Keeps a public method of a target off the wire.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class JsonRpcIgnoreAttribute : Attribute;
